# verdict: Do you add up the views of a page
from collections import Counter


def close_hour(r, hour):
    with r.pipeline(transaction=False) as pipe:
        for minute in range(60 * hour, 60 * hour + 60):
            pipe.hgetall(f"views:minute:{minute}")
        minutes = pipe.execute()
    total = Counter()
    for views in minutes:
        total |= Counter({page: int(number) for page, number in views.items()})
    if total:
        with r.pipeline() as pipe:
            pipe.hset(f"views:hour:{hour}", mapping=total)
            pipe.expire(f"views:hour:{hour}", 7 * 86_400)
            pipe.execute()
    return total.total()

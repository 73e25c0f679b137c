# verdict: Is the hour ever removed
from collections import Counter


def close_hour(r, hour):
    with r.pipeline(transaction=False) as pipe:
        for minute in range(60 * hour, 60 * hour + 60):
            pipe.hgetall(f"views:minute:{minute}")
        minutes = pipe.execute()
    total = Counter()
    for views in minutes:
        total.update({page: int(number) for page, number in views.items()})
    with r.pipeline() as pipe:
        if total:
            pipe.hset(f"views:hour:{hour}", mapping=total)
        pipe.expire(f"views:hour:{hour}", 7 * 86_400)
        pipe.execute()
    return total.total()

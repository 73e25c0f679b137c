# verdict: What removes the hours of last year
from collections import Counter


def close_hour(r, hour):
    with r.pipeline(transaction=False) as pipe:
        for minute in range(60 * hour, 60 * hour + 60):
            pipe.hgetall(f"views:minute:{minute}")
        minutes = pipe.execute()
    total = Counter()
    for views in minutes:
        total.update({page: int(number) for page, number in views.items()})
    if total:
        r.hset(f"views:hour:{hour}", mapping=total)
    return total.total()

# verdict: the counts that the hour already has
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
        with r.pipeline() as pipe:
            for page, number in total.items():
                pipe.hincrby(f"views:hour:{hour}", page, number)
            pipe.expire(f"views:hour:{hour}", 7 * 86_400)
            pipe.execute()
    return total.total()

# verdict: is it complete after each
from collections import Counter


def close_hour(r, hour):
    with r.pipeline(transaction=False) as pipe:
        pipe.hgetall(f"views:hour:{hour}")
        pipe.ttl(f"views:hour:{hour}")
        pipe.delete(f"views:hour:{hour}")
        for minute in range(60 * hour, 60 * hour + 60):
            pipe.hgetall(f"views:minute:{minute}")
        before, left, _, *minutes = pipe.execute()
    total = Counter()
    for views in minutes:
        total.update({page: int(number) for page, number in views.items()})
    if total or before:
        with r.pipeline() as pipe:
            pipe.hset(f"views:hour:{hour}", mapping=total or before)
            pipe.expire(f"views:hour:{hour}", 7 * 86_400 if total else left)
            pipe.execute()
    return total.total()

# verdict: Which of these commands can be sent together
from collections import Counter


def close_hour(r, hour):
    total = Counter()
    for minute in range(60 * hour, 60 * hour + 60):
        views = r.hgetall(f"views:minute:{minute}")
        total.update({page: int(number) for page, number in views.items()})
    if total:
        with r.pipeline() as pipe:
            pipe.hset(f"views:hour:{hour}", mapping=total)
            pipe.expire(f"views:hour:{hour}", 7 * 86_400)
            pipe.execute()
    return total.total()

from collections import Counter


def close_hour(r, hour):
    """Add up the minutes of `hour` in `views:hour:<hour>` and return its views."""
    with r.pipeline() as pipe:  # all minutes as they are at the same moment
        for minute in range(60 * hour, 60 * hour + 60):
            pipe.hgetall(f"views:minute:{minute}")
        minutes = pipe.execute()
    total = Counter()
    for views in minutes:
        total.update({page: int(number) for page, number in views.items()})
    if total:
        with r.pipeline() as pipe:  # a transaction: no hour without its TTL
            pipe.hset(f"views:hour:{hour}", mapping=total)
            pipe.expire(f"views:hour:{hour}", 7 * 86_400)
            pipe.execute()
    return total.total()

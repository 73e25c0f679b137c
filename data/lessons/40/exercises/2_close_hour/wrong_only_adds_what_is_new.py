# verdict: the counts that the hour already has
from collections import Counter


def close_hour(r, hour):
    key = f"views:hour:{hour}"
    with r.pipeline() as pipe:
        pipe.hgetall(key)
        for minute in range(60 * hour, 60 * hour + 60):
            pipe.hgetall(f"views:minute:{minute}")
        known, *minutes = pipe.execute()
    total = Counter()
    for views in minutes:
        total.update({page: int(number) for page, number in views.items()})
    if total:
        with r.pipeline() as pipe:
            for page, number in total.items():
                pipe.hincrby(key, page, number - int(known.get(page, 0)))
            pipe.expire(key, 7 * 86_400)
            pipe.execute()
    return total.total()

# verdict: keep in a Python variable
import itertools

NUMBERS = itertools.count()


def count_view(r, product, now):
    key = f"views:{product}"
    with r.pipeline() as pipe:
        pipe.zadd(key, {f"{now}:{next(NUMBERS)}": now})
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.expire(key, 3600)
        pipe.zcard(key)
        return pipe.execute()[-1]

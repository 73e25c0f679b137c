# verdict: even in another process and at the same moment
import random


def count_view(r, product, now):
    key = f"views:{product}"
    with r.pipeline() as pipe:
        pipe.zadd(key, {f"{now}:{random.randint(1, 1000)}": now})
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.expire(key, 3600)
        pipe.zcard(key)
        return pipe.execute()[-1]

# verdict: with its fraction
import uuid


def count_view(r, product, now):
    key = f"views:{product}"
    with r.pipeline() as pipe:
        pipe.zadd(key, {str(uuid.uuid4()): now})
        pipe.zremrangebyscore(key, "-inf", int(now) - 3600)
        pipe.expire(key, 3600)
        pipe.zcard(key)
        return pipe.execute()[-1]

# verdict: each one or only the first
import uuid


def count_view(r, product, now):
    key = f"views:{product}"
    with r.pipeline() as pipe:
        pipe.zadd(key, {str(uuid.uuid4()): now})
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.expire(key, 3600, nx=True)
        pipe.zcard(key)
        return pipe.execute()[-1]

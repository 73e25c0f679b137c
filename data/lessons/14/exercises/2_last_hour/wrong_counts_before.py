# verdict: before or after you record
import uuid


def count_view(r, product, now):
    key = f"views:{product}"
    with r.pipeline() as pipe:
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.zcard(key)
        before = pipe.execute()[-1]
    with r.pipeline() as pipe:
        pipe.zadd(key, {str(uuid.uuid4()): now})
        pipe.expire(key, 3600)
        pipe.execute()
    return before + 1

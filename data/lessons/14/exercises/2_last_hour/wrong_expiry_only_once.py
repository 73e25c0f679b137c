# verdict: and the end stayed
import uuid


def count_view(r, product, now):
    key = f"views:{product}"
    r.zadd(key, {str(uuid.uuid4()): now})
    r.zremrangebyscore(key, "-inf", now - 3600)
    r.expire(key, 3600, nx=True)
    return r.zcard(key)

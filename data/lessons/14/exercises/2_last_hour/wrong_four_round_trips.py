# verdict: writes this key without its expiry
import uuid


def count_view(r, product, now):
    key = f"views:{product}"
    r.zadd(key, {str(uuid.uuid4()): now})
    r.zremrangebyscore(key, "-inf", now - 3600)
    r.expire(key, 3600)
    return r.zcard(key)

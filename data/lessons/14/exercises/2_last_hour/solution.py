import uuid


def count_view(r, product, now):
    """Note a view at `now`, in seconds, in `views:<product>`; return the last hour's.

    The key holds none that is 3,600 s old, and expires 3,600 s after the last call.
    """
    key = f"views:{product}"
    r.zadd(key, {str(uuid.uuid4()): now})
    r.zremrangebyscore(key, "-inf", now - 3600)
    r.expire(key, 3600)
    return r.zcard(key)

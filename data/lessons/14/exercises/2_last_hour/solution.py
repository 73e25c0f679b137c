import uuid


def count_view(r, product, now):
    """Record a view at `now`, in seconds; return how many the last hour had.

    The sorted set `views:<product>` holds no view that's 3,600 s old, and expires
    3,600 s after the last call.
    """
    key = f"views:{product}"
    with r.pipeline() as pipe:  # a transaction: a crash can't leave the key without a TTL
        pipe.zadd(key, {str(uuid.uuid4()): now})
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.expire(key, 3600)
        pipe.zcard(key)
        return pipe.execute()[-1]

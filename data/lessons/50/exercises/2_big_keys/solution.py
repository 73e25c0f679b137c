def remove_big(r, limit):
    """Remove the keys that take more than `limit` bytes: name → bytes of each."""
    removed, cursor = {}, None
    while cursor != 0:
        cursor, keys = r.scan(cursor or 0, count=500)
        with r.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.memory_usage(key)
            sizes = dict(zip(keys, pipe.execute(), strict=True))
        # None is the size of a key that has disappeared since the SCAN
        big = {key: size for key, size in sizes.items() if size and size > limit}
        if big:
            r.unlink(*big)
            removed |= big
    return removed

# verdict: still there: ['BIG']
def remove_big(r, limit):
    removed, cursor = {}, None
    while cursor != 0:
        cursor, keys = r.scan(cursor or 0, count=500)
        with r.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.memory_usage(key)
            sizes = dict(zip(keys, pipe.execute(), strict=True))
        big = {key: size for key, size in sizes.items() if size and size > limit}
        big = {key: size for key, size in big.items() if r.ttl(key) == -1}
        if big:
            r.unlink(*big)
        removed |= big
    return removed

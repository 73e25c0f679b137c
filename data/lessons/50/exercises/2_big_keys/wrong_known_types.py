# verdict: still there: ['big:stream']
def remove_big(r, limit):
    removed = {}
    for kind in ("string", "list", "set", "zset", "hash"):
        cursor = None
        while cursor != 0:
            cursor, keys = r.scan(cursor or 0, count=1000, _type=kind)
            with r.pipeline(transaction=False) as pipe:
                for key in keys:
                    pipe.memory_usage(key)
                sizes = dict(zip(keys, pipe.execute(), strict=True))
            big = {key: size for key, size in sizes.items() if size and size > limit}
            if big:
                r.unlink(*big)
            removed |= big
    return removed

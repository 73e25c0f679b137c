# verdict: thread that runs the commands
def remove_big(r, limit):
    removed, cursor = {}, None
    while cursor != 0:
        cursor, keys = r.scan(cursor or 0, count=500)
        with r.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.memory_usage(key)
            sizes = dict(zip(keys, pipe.execute(), strict=True))
        big = {key: size for key, size in sizes.items() if size and size > limit}
        for key in big:
            kind = r.type(key)
            if kind == "set":
                r.spop(key, 1_000_000)
            elif kind == "list":
                r.ltrim(key, 1, 0)
            elif kind == "zset":
                r.zremrangebyrank(key, 0, -1)
            else:
                r.unlink(key)
        removed |= big
    return removed

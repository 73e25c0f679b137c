# verdict: COUNT
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
            if r.type(key) == "set":
                print(len(r.sscan(key, count=1_000_000)[1]))
            r.unlink(key)
        removed |= big
    return removed

PART = 2000
SHRINK = {
    "set": lambda pipe, key: pipe.spop(key, PART),
    "list": lambda pipe, key: pipe.ltrim(key, PART, -1),
    "zset": lambda pipe, key: pipe.zpopmin(key, PART),
}


def remove_big(r, limit):
    removed = {}
    cursor = None
    while cursor != 0:
        cursor, keys = r.scan(cursor or 0, count=1000)
        pipe = r.pipeline(transaction=False)
        for key in keys:
            pipe.memory_usage(key).type(key)
        replies = pipe.execute()
        for key, size, kind in zip(keys, replies[::2], replies[1::2], strict=True):
            if size is None or size <= limit:
                continue
            removed[key] = size
            while kind in SHRINK and r.exists(key):
                SHRINK[kind](r, key)
            r.unlink(key)
    return removed

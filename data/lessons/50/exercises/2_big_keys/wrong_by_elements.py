# verdict: still there: ['big:stream', 'big:string']
LENGTH = {"set": "scard", "list": "llen", "hash": "hlen", "zset": "zcard"}


def remove_big(r, limit):
    removed, cursor = {}, None
    while cursor != 0:
        cursor, keys = r.scan(cursor or 0, count=500)
        with r.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.type(key)
                pipe.memory_usage(key)
            replies = pipe.execute()
        for key, kind, size in zip(keys, replies[::2], replies[1::2], strict=True):
            if kind in LENGTH and size and size > limit:
                r.unlink(key)
                removed[key] = size
    return removed

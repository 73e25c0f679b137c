# verdict: every key of the database
def remove_big(r, limit):
    keys = r.keys()
    with r.pipeline(transaction=False) as pipe:
        for key in keys:
            pipe.memory_usage(key)
        sizes = pipe.execute()
    big = {key: size for key, size in zip(keys, sizes, strict=True) if size and size > limit}
    if big:
        r.unlink(*big)
    return big

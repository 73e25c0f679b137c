def remove_big(r, limit):
    keys = list(r.scan_iter(count=1000))
    sizes = {}
    for first in range(0, len(keys), 1000):
        pipe = r.pipeline(transaction=False)
        for key in keys[first : first + 1000]:
            pipe.memory_usage(key)
        sizes.update(zip(keys[first : first + 1000], pipe.execute(), strict=True))
    big = {key: size for key, size in sizes.items() if (size or 0) > limit}
    with r.pipeline() as pipe:
        for key in big:
            pipe.unlink(key)
        gone = pipe.execute()
    return {key: size for (key, size), one in zip(big.items(), gone, strict=True) if one}

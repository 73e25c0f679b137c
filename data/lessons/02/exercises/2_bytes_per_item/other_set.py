def bytes_per_item(r, prefix):
    cursor, keys = 0, set()
    while True:
        cursor, some = r.scan(cursor, match=prefix + "*")
        keys |= set(some)
        if not cursor:
            break
    pipeline = r.pipeline(transaction=False)
    for key in keys:
        pipeline.memory_usage(key)
    sizes = list(filter(None, pipeline.execute()))
    return sum(sizes) / max(len(sizes), 1)

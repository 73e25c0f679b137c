# verdict: round trips
def remove_big(r, limit):
    removed = {}
    for key in r.scan_iter(count=500):
        size = r.memory_usage(key)
        if size and size > limit:
            r.unlink(key)
            removed[key] = size
    return removed

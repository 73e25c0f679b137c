# verdict: what if a page is empty
def bytes_per_item(r, prefix):
    sizes, cursor = [], 0
    while True:
        cursor, keys = r.scan(cursor, match=f"{prefix}*")
        if not keys:
            break
        sizes += [r.memory_usage(key) or 0 for key in keys]
        if cursor == 0:
            break
    return sum(sizes) / len(sizes) if sizes else 0

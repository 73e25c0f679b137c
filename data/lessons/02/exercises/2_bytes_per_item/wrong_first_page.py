# verdict: what if a page is empty
def bytes_per_item(r, prefix):
    _, keys = r.scan(match=f"{prefix}*")
    sizes = [r.memory_usage(key) for key in keys]
    return sum(sizes) / len(sizes) if sizes else 0

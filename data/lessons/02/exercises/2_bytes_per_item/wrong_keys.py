# verdict: with `KEYS`
def bytes_per_item(r, prefix):
    sizes = [r.memory_usage(key) for key in r.keys(f"{prefix}*")]
    return sum(sizes) / len(sizes) if sizes else 0

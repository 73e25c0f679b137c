# verdict: `my:product:1` in it
def bytes_per_item(r, prefix):
    sizes = [r.memory_usage(key) for key in r.scan_iter(f"*{prefix}*")]
    return sum(sizes) / len(sizes) if sizes else 0

# verdict: whatever its type
def bytes_per_item(r, prefix):
    sizes = [r.strlen(key) for key in r.scan_iter(f"{prefix}*")]
    return sum(sizes) / len(sizes) if sizes else 0

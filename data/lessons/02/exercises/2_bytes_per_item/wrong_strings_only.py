# verdict: Which types of key does your search leave out
def bytes_per_item(r, prefix):
    sizes = [r.memory_usage(key) for key in r.scan_iter(f"{prefix}*", _type="string")]
    return sum(sizes) / len(sizes) if sizes else 0

# verdict: By which number do you divide
def bytes_per_item(r, prefix):
    return sum(r.memory_usage(key) for key in r.scan_iter(f"{prefix}*")) / 100

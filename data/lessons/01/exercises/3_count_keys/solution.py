def count_keys(r, pattern):
    """Count the keys that match a pattern, without blocking other clients."""
    return sum(1 for _ in r.scan_iter(match=pattern, count=1000))

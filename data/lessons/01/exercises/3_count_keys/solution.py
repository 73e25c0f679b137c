def count_keys(r, pattern):
    """Count the keys that fit a pattern, without holding the server up."""
    return len(set(r.scan_iter(match=pattern, count=1000)))

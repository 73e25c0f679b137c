def bytes_per_item(r, prefix):
    """Return the mean `MEMORY USAGE` of the keys that begin with prefix, or 0."""
    sizes = [r.memory_usage(key) for key in r.scan_iter(f"{prefix}*", count=1000)]
    sizes = [size for size in sizes if size is not None]  # without keys deleted meanwhile
    return sum(sizes) / len(sizes) if sizes else 0

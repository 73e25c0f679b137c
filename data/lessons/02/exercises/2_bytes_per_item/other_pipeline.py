def bytes_per_item(r, prefix):
    pipe = r.pipeline(transaction=False)
    for key in r.scan_iter(f"{prefix}*"):
        pipe.memory_usage(key)
    sizes = [size for size in pipe.execute() if size is not None]
    return round(sum(sizes) / len(sizes), 2) if sizes else 0.0

# verdict: the mean of all keys on the server
def bytes_per_item(r, prefix):
    sizes = [r.memory_usage(key) for key in r.scan_iter()]
    return sum(sizes) / len(sizes)

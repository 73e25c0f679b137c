# verdict: the largest of these keys takes
def bytes_per_item(r, prefix):
    number = sum(1 for _ in r.scan_iter(f"{prefix}*"))
    return r.info("memory")["used_memory"] / number if number else 0

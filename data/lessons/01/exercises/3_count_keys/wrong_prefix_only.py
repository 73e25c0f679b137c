# verdict: or does your function
def count_keys(r, pattern):
    prefix = pattern.rstrip("*")
    return sum(name.startswith(prefix) for name in r.scan_iter(count=1000))

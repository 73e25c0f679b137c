# verdict: a number, an `int`
def count_keys(r, pattern):
    return set(r.scan_iter(match=pattern))

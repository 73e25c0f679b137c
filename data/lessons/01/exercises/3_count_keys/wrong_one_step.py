# verdict: what if a page is empty
def count_keys(r, pattern):
    _, names = r.scan(match=pattern)
    return len(names)

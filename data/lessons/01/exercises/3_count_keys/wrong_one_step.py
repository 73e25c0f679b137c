# verdict: how do you know that it was the last
def count_keys(r, pattern):
    _, names = r.scan(match=pattern)
    return len(names)

# verdict: the server ran `KEYS`
def count_keys(r, pattern):
    return len(r.keys(pattern))

# verdict: a single `SCAN` looked at up to
def count_keys(r, pattern):
    return len(set(r.scan_iter(match=pattern, count=1_000_000)))

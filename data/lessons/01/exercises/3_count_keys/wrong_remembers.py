# verdict: what does another process know of it
seen = {}


def count_keys(r, pattern):
    if pattern not in seen:
        seen[pattern] = sum(1 for _ in r.scan_iter(match=pattern, count=1000))
    return seen[pattern]

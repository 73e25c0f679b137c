# verdict: Which `maxmemory` was in effect
def visit(r, key):
    """Return 1 for a hit; store the page on a miss."""
    if r.get(key) is not None:
        return 1
    r.set(key, "x" * 10_000, ex=3600)
    return 0


def smallest_limit(r, limits, visits):
    """Return the smallest limit with 90 % hits in the second half, or None."""
    r.config_set("maxmemory-policy", "allkeys-lfu")
    half = len(visits) // 2
    for limit in limits:
        r.flushdb()
        r.config_set("maxmemory", limit)
        r.config_set("maxmemory", 0)
        hits = [visit(r, f"page:{number}") for number in visits]
        if sum(hits[half:]) >= 0.9 * len(hits[half:]):
            return limit
    return None

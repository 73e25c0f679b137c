# verdict: Which `maxmemory` was in effect
def visit(r, key):
    if r.get(key) is not None:
        return 1
    r.set(key, "x" * 10_000, ex=3600)
    return 0


def smallest_limit(r, limits, visits):
    r.config_set("maxmemory-policy", "allkeys-lfu")
    half = len(visits) // 2
    for limit in limits:
        r.flushdb()
        hits = [visit(r, f"page:{number}") for number in visits]
        if sum(hits[half:]) >= 0.9 * len(hits[half:]):
            return limit
    return None

# verdict: How often do you replay the visits under one limit
def replay(r, visits):
    hits = []
    for number in visits:
        key = f"page:{number}"
        hits.append(r.get(key) is not None)
        if not hits[-1]:
            r.set(key, "x" * 10_000, ex=3600)
    return hits[len(hits) // 2 :]


def smallest_limit(r, limits, visits):
    r.config_set("maxmemory-policy", "allkeys-lfu")
    for limit in limits:
        r.flushdb()
        r.config_set("maxmemory", limit)
        replay(r, visits)  # fills the cache first
        second = replay(r, visits)
        if sum(second) >= 0.9 * len(second):
            return limit
    return None

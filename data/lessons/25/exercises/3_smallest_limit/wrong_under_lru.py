# verdict: the policy was never set to
def smallest_limit(r, limits, visits):
    r.config_set("maxmemory-policy", "allkeys-lru")
    half = len(visits) // 2
    for limit in limits:
        r.flushdb()
        r.config_set("maxmemory", limit)
        hits = []
        for number in visits:
            key = f"page:{number}"
            hits.append(r.get(key) is not None)
            if not hits[-1]:
                r.set(key, "x" * 10_000, ex=3600)
        if sum(hits[half:]) >= 0.9 * len(hits[half:]):
            return limit
    return None

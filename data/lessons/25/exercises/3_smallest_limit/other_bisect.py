def share(r, limit, visits):
    r.flushall()
    r.config_set("maxmemory", limit, "maxmemory-policy", "allkeys-lfu")
    hits = []
    for number in visits:
        key = f"page:{number}"
        hit = r.get(key) is not None
        hits.append(hit)
        if not hit:
            r.set(key, "p" * 10_000, ex=3600)
    second = hits[len(hits) // 2 :]
    return sum(second) / len(second)


def smallest_limit(r, limits, visits):
    low, high = 0, len(limits)
    while low < high:
        middle = (low + high) // 2
        if share(r, limits[middle], visits) >= 0.9:
            high = middle
        else:
            low = middle + 1
    return limits[low] if low < len(limits) else None

import redis


def best_policy(r, policies, visits):
    best = ("", -1)
    for policy in policies:
        r.flushall()
        r.config_set("maxmemory-policy", policy)
        hits = 0
        for number in visits:
            try:
                hits += r.set(f"page:{number}", "p" * 1000, ex=3600, nx=True) is None
                r.get(f"page:{number}")
            except redis.ResponseError:
                pass
        best = max(best, (policy, hits), key=lambda pair: pair[1])
    return best

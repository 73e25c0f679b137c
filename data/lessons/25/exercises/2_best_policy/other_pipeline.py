def replay(r, visits):
    hits = 0
    for at in range(0, len(visits), 5):
        keys = [f"page:{number}" for number in visits[at : at + 5]]
        found = r.mget(keys)
        hits += sum(page is not None for page in found)
        pipe = r.pipeline(transaction=False)
        for key, page in zip(keys, found, strict=True):
            if page is None:
                pipe.set(key, "x" * 1000, ex=3600)
        pipe.execute(raise_on_error=False)
    return hits


def best_policy(r, policies, visits):
    best = ("", -1)
    for policy in policies:
        r.flushall()
        r.config_set("maxmemory-policy", policy)
        if (hits := replay(r, visits)) > best[1]:
            best = (policy, hits)
    return best

from redis import RedisError


def best_policy(r, policies, visits):
    results = []
    for policy in policies:
        r.flushall()
        r.config_set("maxmemory-policy", policy)
        before = r.info("stats")["keyspace_hits"]
        for number in visits:
            if r.get(f"page:{number}") is None:
                try:
                    r.set(f"page:{number}", "x" * 1000, ex=3600)
                except RedisError:
                    continue
        results.append((r.info("stats")["keyspace_hits"] - before, policy))
    hits, policy = max(results)
    return policy, hits

def replay(r, visits):
    for at in range(0, len(visits), 10):
        keys = [f"page:{number}" for number in visits[at : at + 10]]
        found = r.mget(keys)
        pipe = r.pipeline(transaction=False)
        for key, page in zip(keys, found, strict=True):
            if page is None:
                pipe.set(key, "x" * 10_000, ex=3600)
        pipe.execute()


def smallest_limit(r, limits, visits):
    half = len(visits) // 2
    for limit in limits:
        r.flushall()
        r.config_set("maxmemory-policy", "allkeys-lfu", "maxmemory", limit)
        replay(r, visits[:half])
        r.config_resetstat()
        replay(r, visits[half:])
        stats = r.info("stats")
        asked = stats["keyspace_hits"] + stats["keyspace_misses"]
        if stats["keyspace_hits"] / asked >= 0.9:
            return limit

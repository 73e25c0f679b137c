# verdict: of your replays do you compare
from redis import OutOfMemoryError


def visit(r, key):
    if r.get(key) is not None:
        return 1
    try:
        r.set(key, "x" * 1000, ex=3600)
    except OutOfMemoryError:
        pass
    return 0


def best_policy(r, policies, visits):
    hits = {}
    for policy in policies:
        r.flushdb()
        r.config_set("maxmemory-policy", policy)
        hits[policy] = sum(visit(r, f"page:{number}") for number in visits)
        return max(hits.items(), key=lambda pair: pair[1])

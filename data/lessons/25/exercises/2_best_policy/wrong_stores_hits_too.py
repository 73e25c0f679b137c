# verdict: to a page that's there already
from redis import OutOfMemoryError


def visit(r, key):
    try:
        return int(r.set(key, "x" * 1000, ex=3600, get=True) is not None)
    except OutOfMemoryError:
        return 0


def best_policy(r, policies, visits):
    hits = {}
    for policy in policies:
        r.flushdb()
        r.config_set("maxmemory-policy", policy)
        hits[policy] = sum(visit(r, f"page:{number}") for number in visits)
    return max(hits.items(), key=lambda pair: pair[1])

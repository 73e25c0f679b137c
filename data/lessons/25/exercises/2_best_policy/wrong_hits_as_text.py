# verdict: `best_policy` returned ('allkeys-lfu', '
from redis import OutOfMemoryError


def visit(r, key):
    """Return 1 for a hit; store the page on a miss."""
    if r.get(key) is not None:
        return 1
    try:
        r.set(key, "x" * 1000, ex=3600)
    except OutOfMemoryError:
        pass  # a miss, and nothing more
    return 0


def best_policy(r, policies, visits):
    """Replay the visits under each policy; return the best one and its hits."""
    hits = {}
    for policy in policies:
        r.flushdb()
        r.config_set("maxmemory-policy", policy)
        hits[policy] = sum(visit(r, f"page:{number}") for number in visits)
    best = max(hits, key=hits.get)
    return best, str(hits[best])

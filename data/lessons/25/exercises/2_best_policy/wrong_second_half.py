# verdict: Do you count the hits of all visits
from contextlib import suppress

from redis import OutOfMemoryError


def visit(r, key):
    if r.get(key) is not None:
        return 1
    with suppress(OutOfMemoryError):
        r.set(key, "x" * 1000, ex=3600)
    return 0


def best_policy(r, policies, visits):
    hits = {}
    for policy in policies:
        r.flushdb()
        r.config_set("maxmemory-policy", policy)
        each = [visit(r, f"page:{number}") for number in visits]
        hits[policy] = sum(each[len(each) // 2 :])
    return max(hits.items(), key=lambda pair: pair[1])

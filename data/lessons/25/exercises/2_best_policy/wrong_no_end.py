# verdict: the pages that yours leaves have no TTL
from redis import OutOfMemoryError


def best_policy(r, policies, visits):
    hits = {}
    for policy in policies:
        r.flushdb()
        r.config_set("maxmemory-policy", policy)
        hits[policy] = 0
        for number in visits:
            if r.exists(f"page:{number}"):
                r.get(f"page:{number}")
                hits[policy] += 1
                continue
            try:
                r.set(f"page:{number}", "x" * 1000)
            except OutOfMemoryError:
                pass
    best = max(hits, key=hits.get)
    return best, hits[best]

# verdict: get u from
import json
import time


def get_early(r, key, compute, beta, rand):
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)[0]
    began = time.perf_counter()
    value = compute()
    r.set(key, json.dumps([value, time.perf_counter() - began]), ex=60)
    return value

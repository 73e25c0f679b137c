# verdict: Where does the remaining TTL come
import json
import time


def get_early(r, key, compute, beta, rand):
    cached, _left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    if cached is not None:
        value, _delta = json.loads(cached)
        if rand() >= 0.003:
            return value
    start = time.perf_counter()
    value = compute()
    r.set(key, json.dumps([value, time.perf_counter() - start]), ex=60)
    return value

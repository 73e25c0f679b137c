# verdict: which of its factors could be 0
import json
import math
import time


def get_early(r, key, compute, beta, rand):
    cached, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    if cached is not None:
        value, delta = json.loads(cached)
        if left / 1000 >= beta * delta * math.log(rand()):
            return value
    start = time.perf_counter()
    value = compute()
    r.set(key, json.dumps([value, time.perf_counter() - start]), ex=60)
    return value

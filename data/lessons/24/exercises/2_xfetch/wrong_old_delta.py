# verdict: does the new δ belong to
import json
import math
import time


def get_early(r, key, compute, beta, rand):
    cached, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    delta = None
    if cached is not None:
        value, delta = json.loads(cached)
        if left / 1000 >= -beta * delta * math.log(rand()):
            return value
    began = time.perf_counter()
    value = compute()
    if delta is None:
        delta = time.perf_counter() - began
    r.set(key, json.dumps([value, delta]), ex=60)
    return value

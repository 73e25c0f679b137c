# verdict: a hit took 2 round trips
import json
import math
import time


def get_early(r, key, compute, beta, rand):
    cached, left = r.get(key), r.pttl(key)
    if cached is not None:
        value, delta = json.loads(cached)
        if left / 1000 >= -beta * delta * math.log(rand()):
            return value
    began = time.perf_counter()
    value = compute()
    r.set(key, json.dumps([value, time.perf_counter() - began]), ex=60)
    return value

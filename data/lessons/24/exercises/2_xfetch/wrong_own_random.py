# verdict: get u from
import json
import math
import random
import time


def get_early(r, key, compute, beta, rand):
    cached, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    if cached is not None:
        value, delta = json.loads(cached)
        if left / 1000 >= -beta * delta * math.log(1 - random.random()):
            return value
    start = time.perf_counter()
    value = compute()
    r.set(key, json.dumps([value, time.perf_counter() - start]), ex=60)
    return value

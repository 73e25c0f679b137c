# verdict: Is your u the result of `rand()`, or
import json
import math
import time


def get_early(r, key, compute, beta, rand):
    cached, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    value, delta = json.loads(cached) if cached else (None, 0)
    if cached is None or left / 1000 < -beta * delta * math.log(1 - rand()):
        began = time.perf_counter()
        value = compute()
        r.set(key, json.dumps([value, time.perf_counter() - began]), ex=60)
    return value

# verdict: Why should the visitor who did the work
import json
import math
import time


def get_early(r, key, make, beta, rand):
    held, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    if held is not None:
        answer, delta = json.loads(held)
        if left / 1000 >= -beta * delta * math.log(rand()):
            return answer
    began = time.perf_counter()
    fresh = make()
    r.set(key, json.dumps([fresh, time.perf_counter() - began]), ex=60)
    return fresh if held is None else answer

# verdict: with 50 s left, δ = 0.1 s
import json
import math
import time


def get_early(r, key, make, beta, rand):
    held, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    if held is not None:
        answer, delta = json.loads(held)
        if left / 1000 < -beta * delta * math.log(rand()):
            return answer
    began = time.perf_counter()
    answer = make()
    r.set(key, json.dumps([answer, time.perf_counter() - began]), ex=60)
    return answer

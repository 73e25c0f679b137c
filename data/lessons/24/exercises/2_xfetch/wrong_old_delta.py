# verdict: the old answer had taken
import json
import math
import time


def get_early(r, key, make, beta, rand):
    held, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    delta = None
    if held is not None:
        answer, delta = json.loads(held)
        if left / 1000 >= -beta * delta * math.log(rand()):
            return answer
    began = time.perf_counter()
    answer = make()
    if delta is None:
        delta = time.perf_counter() - began
    r.set(key, json.dumps([answer, delta]), ex=60)
    return answer

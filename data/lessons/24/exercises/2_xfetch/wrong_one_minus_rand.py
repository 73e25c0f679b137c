# verdict: or 1 minus that
import json
import math
import time


def get_early(r, key, make, beta, rand):
    held, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    answer, delta = json.loads(held) if held else (None, 0)
    if held is None or left / 1000 < -beta * delta * math.log(1 - rand()):
        began = time.perf_counter()
        answer = make()
        r.set(key, json.dumps([answer, time.perf_counter() - began]), ex=60)
    return answer

# verdict: Is there a way to `make`
import json
import time


def get_early(r, key, make, beta, rand):
    held = r.get(key)
    if held is not None:
        return json.loads(held)[0]
    began = time.perf_counter()
    answer = make()
    r.set(key, json.dumps([answer, time.perf_counter() - began]), ex=60)
    return answer

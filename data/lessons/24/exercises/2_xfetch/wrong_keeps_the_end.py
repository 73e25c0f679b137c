# verdict: When does the new answer end
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
    answer = make()
    r.set(
        key,
        json.dumps([answer, time.perf_counter() - began]),
        **({"ex": 60} if held is None else {"keepttl": True}),
    )
    return answer

# verdict: What must the next visitor know
import json
import math


def get_early(r, key, make, beta, rand):
    held, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    if held is not None:
        answer, delta = json.loads(held)
        if left / 1000 >= -beta * delta * math.log(rand()):
            return answer
    answer = make()
    r.set(key, json.dumps(answer), ex=60)
    return answer

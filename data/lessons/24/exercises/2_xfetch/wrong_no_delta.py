# verdict: What does the next visitor need to know
import json
import math


def get_early(r, key, compute, beta, rand):
    cached, left = r.pipeline(transaction=False).get(key).pttl(key).execute()
    if cached is not None:
        value, delta = json.loads(cached)
        if left / 1000 >= -beta * delta * math.log(rand()):
            return value
    value = compute()
    r.set(key, json.dumps(value), ex=60)
    return value

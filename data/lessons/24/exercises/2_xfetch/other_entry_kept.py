import json
import math
import time


def get_early(r, key, compute, beta, rand):
    with r.pipeline() as pipe:
        pipe.pttl(key)
        pipe.get(key)
        left, cached = pipe.execute()
    entry = None if cached is None else json.loads(cached)
    if entry is None or left < -beta * 1000 * entry[1] * math.log(rand()):
        began = time.time()
        entry = [compute(), 0.0]
        entry[1] = time.time() - began
        r.set(key, json.dumps(entry), ex=60)
    return entry[0]

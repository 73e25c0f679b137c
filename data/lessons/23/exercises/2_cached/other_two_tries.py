import inspect
import json
import random
from hashlib import sha256

import redis

AWAY = (redis.ConnectionError, redis.TimeoutError)
MISS = object()


def cached(r, kind, version=1, seconds=600):
    def look(key):
        try:
            held = r.get(key)
        except AWAY:
            return MISS
        return MISS if held is None else json.loads(held)

    def keep(key, answer):
        milliseconds = 30_000 if answer is None else round(random.triangular(0.9, 1.1) * seconds * 1000)
        try:
            r.set(key, json.dumps(answer), px=milliseconds)
        except AWAY:
            pass

    def decorate(function):
        def inner(*args, **kwargs):
            call = inspect.getcallargs(function, *args, **kwargs)
            canonical = json.dumps(call, sort_keys=True, separators=(",", ":"))
            key = f"shop:v{version}:{kind}:{sha256(canonical.encode()).hexdigest()}"
            answer = look(key)
            if answer is MISS:
                answer = function(*args, **kwargs)
                keep(key, answer)
            return answer

        return inner

    return decorate

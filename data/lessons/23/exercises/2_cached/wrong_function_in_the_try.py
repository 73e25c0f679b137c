# verdict: a ConnectionError of its own
import functools
import inspect
import json
import random
from hashlib import sha256

import redis


def cached(r, kind, version=1, seconds=600):
    def decorate(function):
        signature = inspect.signature(function)

        def key_of(args, kwargs):
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            canonical = json.dumps(bound.arguments, sort_keys=True, separators=(",", ":"))
            return f"shop:v{version}:{kind}:{sha256(canonical.encode()).hexdigest()}"

        @functools.wraps(function)
        def through_cache(*args, **kwargs):
            key = key_of(args, kwargs)
            ran = False
            try:
                held = r.get(key)
                if held is not None:
                    return json.loads(held)
                answer = function(*args, **kwargs)
                ran = True
                lifetime = 30 if answer is None else seconds * random.uniform(0.9, 1.1)
                r.set(key, json.dumps(answer), px=int(1000 * lifetime))
            except (redis.ConnectionError, redis.TimeoutError):
                if not ran:
                    answer = function(*args, **kwargs)
            return answer

        return through_cache

    return decorate

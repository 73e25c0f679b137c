# verdict: a random number at all
import functools
import inspect
import json
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
            try:
                held = r.get(key)
            except (redis.ConnectionError, redis.TimeoutError):
                return function(*args, **kwargs)  # no cache: slower, and right
            if held is not None:
                return json.loads(held)
            answer = function(*args, **kwargs)
            lifetime = 30 if answer is None else seconds
            try:
                r.set(key, json.dumps(answer), px=int(1000 * lifetime))
            except (redis.ConnectionError, redis.TimeoutError):
                pass  # not kept: the next call asks again
            return answer

        return through_cache

    return decorate

import functools
import inspect
import json
import random
from hashlib import sha256

import redis


def cached(r, kind, version=1, seconds=600):
    """A decorator: cache the function's results in Redis, each under its arguments."""

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
                return function(*args, **kwargs)  # without the cache: slower, but right
            if held is not None:
                return json.loads(held)
            result = function(*args, **kwargs)
            ttl = 30 if result is None else seconds * random.uniform(0.9, 1.1)
            try:
                r.set(key, json.dumps(result), px=int(1000 * ttl))
            except (redis.ConnectionError, redis.TimeoutError):
                pass  # not cached: the next call runs the function again
            return result

        return through_cache

    return decorate

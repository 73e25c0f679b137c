# verdict: does it wait for the reply
import functools
import inspect
import json
import random
import threading
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
            lifetime = 30 if answer is None else seconds * random.uniform(0.9, 1.1)
            options = {"px": int(1000 * lifetime)}
            threading.Timer(0.5, r.set, (key, json.dumps(answer)), options).start()
            return answer

        return through_cache

    return decorate

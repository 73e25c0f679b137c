# verdict: besides ConnectionError
import inspect
import json
import random
from hashlib import sha256

import redis


def cached(r, kind, version=1, seconds=600):
    def decorate(function):
        signature = inspect.signature(function)

        def wrapper(*args, **kwargs):
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            text = json.dumps(bound.arguments, sort_keys=True, separators=(",", ":"))
            key = f"shop:v{version}:{kind}:{sha256(text.encode()).hexdigest()}"
            try:
                held = r.get(key)
            except redis.ConnectionError:
                return function(*args, **kwargs)
            if held is not None:
                return json.loads(held)
            answer = function(*args, **kwargs)
            end = 30 if answer is None else int(seconds * random.uniform(0.9, 1.1))
            try:
                r.set(key, json.dumps(answer), ex=end)
            except redis.ConnectionError:
                pass
            return answer

        return wrapper

    return decorate

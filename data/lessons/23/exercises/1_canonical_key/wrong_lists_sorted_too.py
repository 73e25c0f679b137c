# verdict: a list in a different order
import json
from hashlib import sha256


def ordered(value):
    if isinstance(value, dict):
        return {name: ordered(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return sorted(map(ordered, value), key=str)
    return value


def store_answer(r, kind, params, answer):
    canonical = json.dumps(ordered(params), separators=(",", ":"))
    key = f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"
    r.set(key, json.dumps(answer), ex=600)
    return key

# verdict: the names of the inner dicts come
import json
from hashlib import sha256


def ordered(params):
    return {
        name: ordered(value) if isinstance(value, dict) else value for name, value in sorted(params.items())
    }


def store_answer(r, kind, params, answer):
    canonical = json.dumps(ordered(params), separators=(",", ":"))
    key = f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"
    r.set(key, json.dumps(answer), ex=600)
    return key

# verdict: the names of the inner dicts come
import json
from hashlib import sha256


def store_answer(r, kind, params, answer):
    canonical = json.dumps(dict(sorted(params.items())), separators=(",", ":"))
    key = f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"
    r.set(key, json.dumps(answer), ex=600)
    return key

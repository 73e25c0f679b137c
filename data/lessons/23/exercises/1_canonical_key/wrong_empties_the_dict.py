# verdict: Whose dict does your function change
import json
from hashlib import sha256


def store_answer(r, kind, params, answer):
    pairs = sorted(params.items())
    params.clear()
    canonical = json.dumps(dict(pairs), sort_keys=True, separators=(",", ":"))
    key = f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"
    r.set(key, json.dumps(answer), ex=600)
    return key

# verdict: how does it recognize it
import json
from hashlib import sha256

REMEMBERED = {}


def store_answer(r, kind, params, answer):
    names = kind, *sorted(params)
    if names not in REMEMBERED:
        canonical = json.dumps(params, sort_keys=True, separators=(",", ":"))
        REMEMBERED[names] = f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"
    r.set(REMEMBERED[names], json.dumps(answer), ex=600)
    return REMEMBERED[names]

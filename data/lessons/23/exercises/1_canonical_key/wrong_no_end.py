# verdict: writes this key without its expiry
import json
from hashlib import sha256


def store_answer(r, kind, params, answer):
    canonical = json.dumps(params, sort_keys=True, separators=(",", ":"))
    key = f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"
    r.set(key, json.dumps(answer))
    return key

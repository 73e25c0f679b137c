# verdict: Which string do you pass to `sha256`
import json
from hashlib import sha256


def store_answer(r, kind, params, answer):
    canonical = ",".join(f"{name}:{params[name]}" for name in sorted(params))
    key = f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"
    r.set(key, json.dumps(answer), ex=600)
    return key

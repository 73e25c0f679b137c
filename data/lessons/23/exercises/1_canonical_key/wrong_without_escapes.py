# verdict: Which string do you pass to `sha256`
import json
from hashlib import sha256


def store_answer(r, kind, params, answer):
    canonical = json.dumps(params, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    key = f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"
    r.set(key, json.dumps(answer), ex=600)
    return key

# verdict: after each comma and colon
import json
from hashlib import sha256


def store_answer(r, kind, params, answer):
    key = f"shop:v1:{kind}:{sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()}"
    r.set(key, json.dumps(answer), ex=600)
    return key

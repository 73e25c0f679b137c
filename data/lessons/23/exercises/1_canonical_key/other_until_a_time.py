import json
import time
from hashlib import sha256


def store_answer(r, kind, params, answer):
    digest = sha256()
    digest.update(json.dumps(params, sort_keys=True, separators=(",", ":")).encode("utf-8"))
    key = f"shop:v1:{kind}:{digest.hexdigest()}"
    r.set(key, json.dumps(answer, separators=(",", ":"), ensure_ascii=False), exat=int(time.time()) + 600)
    return key

# verdict: without quotation marks
import json
from hashlib import sha256


def store_answer(r, kind, params, answer):
    """Store the result as JSON for 600 s under its canonical key, and return the key."""
    canonical = json.dumps(params, sort_keys=True, separators=(",", ":"))
    key = f"shop:v1:{kind}:{sha256(canonical.encode()).hexdigest()}"
    r.set(key, answer if isinstance(answer, str) else json.dumps(answer), ex=600)
    return key

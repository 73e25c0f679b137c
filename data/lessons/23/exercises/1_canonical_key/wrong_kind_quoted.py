# verdict: before the digest, and where does the kind come from
import json
from hashlib import sha256
from urllib.parse import quote


def store_answer(r, kind, params, answer):
    """Store the result as JSON for 600 s under its canonical key, and return the key."""
    canonical = json.dumps(params, sort_keys=True, separators=(",", ":"))
    key = f"shop:v1:{quote(kind)}:{sha256(canonical.encode()).hexdigest()}"
    r.set(key, json.dumps(answer), ex=600)
    return key

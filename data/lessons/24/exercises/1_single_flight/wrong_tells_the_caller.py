# verdict: have to know that the lock expired
import json


def get_or_compute(r, key, compute):
    held = r.get(key)
    if held is None:
        with r.lock(f"lock:{key}", timeout=10, sleep=0.01):
            held = r.get(key)
            if held is None:
                held = json.dumps(compute())
                r.set(key, held, ex=300)
    return json.loads(held)

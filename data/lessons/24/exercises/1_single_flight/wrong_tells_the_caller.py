# verdict: must its caller hear
import json


def get_alone(r, key, make):
    held = r.get(key)
    if held is None:
        with r.lock(f"lock:{key}", timeout=10, sleep=0.01):
            held = r.get(key)
            if held is None:
                held = json.dumps(make())
                r.set(key, held, ex=300)
    return json.loads(held)

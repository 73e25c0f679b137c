# verdict: Whose lock does your function release
import json
import secrets
import time


def get_or_compute(r, key, compute):
    lock, token = f"lock:{key}", secrets.token_hex(8)
    while (held := r.get(key)) is None:
        if not r.set(lock, token, nx=True, px=10_000):
            time.sleep(0.005)
            continue
        try:
            if r.get(key) is None:
                r.set(key, json.dumps(compute()), ex=300)
        finally:
            r.delete(lock)
    return json.loads(held)

# verdict: between your look at its token and your `DEL`
import json
import secrets
import time


def get_alone(r, key, make):
    lock, token = f"lock:{key}", secrets.token_hex(8)
    while (held := r.get(key)) is None:
        if not r.set(lock, token, nx=True, px=10_000):
            time.sleep(0.005)
            continue
        try:
            if r.get(key) is None:
                r.set(key, json.dumps(make()), ex=300)
        finally:
            if r.get(lock) == token:
                r.delete(lock)
    return json.loads(held)

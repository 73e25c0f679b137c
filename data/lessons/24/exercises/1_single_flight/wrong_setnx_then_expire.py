# verdict: Who releases what your function takes if its process crashes
import json
import secrets
import time

RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0
"""


def get_or_compute(r, key, compute):
    lock, token = f"lock:{key}", secrets.token_hex(8)
    while (held := r.get(key)) is None:
        if not r.setnx(lock, token):
            time.sleep(0.005)
            continue
        r.expire(lock, 10)
        try:
            if r.get(key) is None:
                r.set(key, json.dumps(compute()), ex=300)
        finally:
            r.eval(RELEASE, 1, lock, token)
    return json.loads(held)

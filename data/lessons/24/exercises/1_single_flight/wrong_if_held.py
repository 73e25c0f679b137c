# verdict: `compute` returns 0; three calls
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
    while not (held := json.loads(r.get(key) or "null")):
        if not r.set(lock, token, nx=True, px=10_000):
            time.sleep(0.005)
            continue
        try:
            answer = compute()
            r.set(key, json.dumps(answer), ex=300)
            return answer
        finally:
            r.eval(RELEASE, 1, lock, token)
    return held

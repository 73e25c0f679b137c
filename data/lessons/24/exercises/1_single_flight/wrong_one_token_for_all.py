# verdict: its token was the one of an earlier call
import json
import time

RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0
"""


def get_alone(r, key, make):
    lock, token = f"lock:{key}", "mine"
    while (held := r.get(key)) is None:
        if not r.set(lock, token, nx=True, px=10_000):
            time.sleep(0.005)
            continue
        try:
            if r.get(key) is None:
                r.set(key, json.dumps(make()), ex=300)
        finally:
            r.eval(RELEASE, 1, lock, token)
    return json.loads(held)

import json
import time
import uuid

LOOK_OR_LOCK = """
local held = redis.call('GET', KEYS[1])
if held then return {held} end
return {false, redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', 8000)}
"""
RELEASE = "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1])"


def get_or_compute(r, key, compute):
    lock, token = f"lock:{key}", str(uuid.uuid4())
    while True:
        held, *locked = r.eval(LOOK_OR_LOCK, 2, key, lock, token)
        if held is not None:
            return json.loads(held)
        if locked and locked[0]:
            try:
                value = compute()
                r.set(key, json.dumps(value), px=300_000)
                return value
            finally:
                r.eval(RELEASE, 1, lock, token)
        time.sleep(0.01)

import json
import threading
import time
import uuid

MINE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call(%s) end return 0"
RENEW = MINE % "'PEXPIRE', KEYS[1], 1500"
RELEASE = MINE % "'DEL', KEYS[1]"


def get_or_compute(r, key, compute):
    lock, token = f"lock:{key}", uuid.uuid4().hex
    while True:
        held = r.get(key)
        if held is not None:
            return json.loads(held)
        if r.set(lock, token, nx=True, px=1500):
            break
        time.sleep(0.02)
    over = threading.Event()

    def renew():
        while not over.wait(0.3):
            r.eval(RENEW, 1, lock, token)

    helper = threading.Thread(target=renew)
    helper.start()
    try:
        held = r.get(key)
        if held is None:
            held = json.dumps(compute())
            r.set(key, held, ex=300)
    finally:
        over.set()
        helper.join()
        r.eval(RELEASE, 1, lock, token)
    return json.loads(held)

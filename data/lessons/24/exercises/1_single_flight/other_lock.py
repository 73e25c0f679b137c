import json


def get_or_compute(r, key, compute):
    held = r.get(key)
    if held is None:
        lock = r.lock(f"lock:{key}", timeout=10, sleep=0.01)
        lock.acquire()
        try:
            held = r.get(key)
            if held is None:
                held = json.dumps(compute())
                r.set(key, held, ex=300)
        finally:
            r.eval(
                "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end",
                1,
                lock.name,
                lock.local.token,
            )
    return json.loads(held)

import json


def get_alone(r, key, make):
    held = r.get(key)
    if held is None:
        lock = r.lock(f"lock:{key}", timeout=10, sleep=0.01)
        lock.acquire()
        try:
            held = r.get(key)
            if held is None:
                held = json.dumps(make())
                r.set(key, held, ex=300)
        finally:
            r.eval(
                "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end",
                1,
                lock.name,
                lock.local.token,
            )
    return json.loads(held)

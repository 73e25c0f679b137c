# verdict: if its process crashes
import time


def see(r, customer, product):
    key, lock = f"recent:{customer}", f"lock:{customer}"
    while not r.set(lock, "1", nx=True):
        time.sleep(0.001)
    with r.pipeline() as pipe:
        pipe.lrem(key, 0, product)
        pipe.lpush(key, product)
        pipe.ltrim(key, 0, 9)
        pipe.expire(key, 2_592_000)
        pipe.execute()
    r.delete(lock)

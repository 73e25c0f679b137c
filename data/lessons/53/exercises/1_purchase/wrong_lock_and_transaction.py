# verdict: longer than a lock lives
from contextlib import suppress

from redis.exceptions import LockError


def buy(r, product, customer, quantity, limit):
    lock = r.lock(f"lock:{product}", timeout=5, sleep=0.01)
    lock.acquire()
    try:
        if int(r.get(f"stock:{product}") or 0) < quantity:
            return False
        if int(r.hget(f"bought:{product}", customer) or 0) + quantity > limit:
            return False
        pipe = r.pipeline()
        pipe.decrby(f"stock:{product}", quantity)
        pipe.hincrby(f"bought:{product}", customer, quantity)
        pipe.execute()
        return True
    finally:
        with suppress(LockError):
            lock.release()

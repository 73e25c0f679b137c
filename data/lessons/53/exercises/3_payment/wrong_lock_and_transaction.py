# verdict: longer than a lock lives
from contextlib import suppress

from redis.exceptions import LockError


def pay(r, request, customer, amount):
    payment, balance = f"payment:{request}", f"balance:{customer}"
    lock = r.lock(f"balance:lock:{customer}", timeout=5, sleep=0.01)
    lock.acquire()
    try:
        known = r.get(payment)
        if known is not None:
            return int(known) if known else None
        left = int(r.get(balance) or 0) - amount
        pipe = r.pipeline()
        if left >= 0:
            pipe.decrby(balance, amount)
        pipe.set(payment, left if left >= 0 else "", ex=86400)
        pipe.execute()
        return left if left >= 0 else None
    finally:
        with suppress(LockError):
            lock.release()

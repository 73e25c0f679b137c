# verdict: another payment of the same customer
from redis.exceptions import WatchError


def pay(r, request, customer, amount):
    payment, balance = f"payment:{request}", f"balance:{customer}"
    with r.pipeline() as pipe:
        while True:
            pipe.watch(payment)
            known = pipe.get(payment)
            if known is not None:
                return int(known) if known else None
            left = int(pipe.get(balance) or 0) - amount
            pipe.multi()
            if left >= 0:
                pipe.decrby(balance, amount)
            pipe.set(payment, left if left >= 0 else "", ex=86400)
            try:
                pipe.execute()
            except WatchError:
                continue
            return left if left >= 0 else None

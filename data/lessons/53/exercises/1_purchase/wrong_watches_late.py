# verdict: between your check and your write
from redis.exceptions import WatchError


def buy(r, product, customer, quantity, limit):
    stock, bought = f"stock:{product}", f"bought:{product}"
    while True:
        if int(r.get(stock) or 0) < quantity:
            return False
        if int(r.hget(bought, customer) or 0) + quantity > limit:
            return False
        with r.pipeline() as pipe:
            pipe.watch(stock, bought)
            pipe.multi()
            pipe.decrby(stock, quantity)
            pipe.hincrby(bought, customer, quantity)
            try:
                pipe.execute()
                return True
            except WatchError:
                continue

# verdict: another program adds
from redis.exceptions import WatchError


def buy(r, product, customer, quantity, limit):
    stock, bought = f"stock:{product}", f"bought:{product}"
    with r.pipeline() as pipe:
        while True:
            pipe.watch(bought)
            left = int(pipe.get(stock) or 0)
            already = int(pipe.hget(bought, customer) or 0)
            if left < quantity or already + quantity > limit:
                return False
            pipe.multi()
            pipe.set(stock, left - quantity)
            pipe.hset(bought, customer, already + quantity)
            try:
                pipe.execute()
                return True
            except WatchError:
                continue

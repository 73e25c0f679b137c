# verdict: what does a failed `EXEC` say
from redis.exceptions import WatchError


def buy(r, product, customer, quantity, limit):
    stock, bought = f"stock:{product}", f"bought:{product}"
    with r.pipeline() as pipe:
        pipe.watch(stock, bought)
        if int(pipe.get(stock) or 0) < quantity:
            return False
        if int(pipe.hget(bought, customer) or 0) + quantity > limit:
            return False
        pipe.multi()
        pipe.decrby(stock, quantity)
        pipe.hincrby(bought, customer, quantity)
        try:
            pipe.execute()
        except WatchError:
            return False
        return True

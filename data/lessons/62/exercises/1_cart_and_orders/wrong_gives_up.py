# verdict: while something was added to a full cart
from redis import WatchError


def add(r, user, product, quantity):
    r.hincrby(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    cart, order = f"cart:{{{user}}}", f"order:{{{user}}}:{number}"
    with r.pipeline() as pipe:
        for _ in range(100):
            try:
                pipe.watch(cart)
                lines = pipe.hgetall(cart)
                if not lines:
                    return False
                pipe.multi()
                pipe.hset(order, mapping=lines)
                pipe.delete(cart)
                pipe.execute()
                return True
            except WatchError:
                return False
    raise RuntimeError("too many changes of the cart")

# verdict: cart and order together are {}
from redis import ResponseError


def add(r, user, product, quantity):
    """Add `quantity` of `product` to the user's cart."""
    r.hincrby(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    """Turn the user's cart into order `number`; return whether there was one."""
    try:
        pipe = r.pipeline()
        pipe.hgetall(f"cart:{{{user}}}")
        pipe.delete(f"cart:{{{user}}}")
        lines = pipe.execute()[0]
        if not lines:
            return False
        r.hset(f"order:{{{user}}}:{number}", mapping=lines)
    except ResponseError as error:
        if "no such key" not in str(error):
            raise
        return False
    return True

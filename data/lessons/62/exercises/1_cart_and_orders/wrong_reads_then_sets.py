# verdict: 'cart:{cy}': {'lamp': 5}
from redis import ResponseError


def add(r, user, product, quantity):
    """Add `quantity` of `product` to the user's cart."""
    held = int(r.hget(f"cart:{{{user}}}", product) or 0)
    r.hset(f"cart:{{{user}}}", product, held + quantity)


def check_out(r, user, number):
    """Turn the user's cart into order `number`; return whether there was one."""
    try:
        r.rename(f"cart:{{{user}}}", f"order:{{{user}}}:{number}")
    except ResponseError as error:
        if "no such key" not in str(error):
            raise
        return False
    return True

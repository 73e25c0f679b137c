# verdict: returned 1 for the first 2
def add_to_cart(r, customer, product, quantity):
    cart = f"cart:{customer}"
    before = int(r.hget(cart, product) or 0)
    new = r.hset(cart, product, before + quantity)
    r.expire(cart, 604_800)
    return new


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}

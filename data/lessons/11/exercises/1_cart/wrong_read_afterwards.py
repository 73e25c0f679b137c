# verdict: or a value that it read before or after
def add_to_cart(r, customer, product, quantity):
    cart = f"cart:{customer}"
    with r.pipeline() as pipe:
        pipe.hincrby(cart, product, quantity).expire(cart, 604_800).execute()
    return int(r.hget(cart, product) or 0)


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}

# verdict: each a `bool`
def add_to_cart(r, customer, product, quantity):
    cart = f"cart:{customer}"
    with r.pipeline() as pipe:
        now, _ = pipe.hincrby(cart, product, quantity).expire(cart, 604_800).execute()
    return now


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product)


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}

# verdict: Which of the three functions may set the TTL
def add_to_cart(r, customer, product, quantity):
    cart = f"cart:{customer}"
    with r.pipeline() as pipe:
        now, _ = pipe.hincrby(cart, product, quantity).expire(cart, 604_800).execute()
    return now


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    r.expire(f"cart:{customer}", 604_800)
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}

# verdict: Which of the three functions may set the TTL
def add_to_cart(r, customer, product, quantity):
    cart = f"cart:{customer}"
    with r.pipeline() as pipe:
        now, _ = pipe.hincrby(cart, product, quantity).expire(cart, 604_800).execute()
    return now


def remove_from_cart(r, customer, product):
    with r.pipeline() as pipe:
        removed, _ = pipe.hdel(f"cart:{customer}", product).expire(f"cart:{customer}", 604_800).execute()
    return removed == 1


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}

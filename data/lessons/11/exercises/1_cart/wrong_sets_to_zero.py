# verdict: is still in the cart, with
def add_to_cart(r, customer, product, quantity):
    now = r.hincrby(f"cart:{customer}", product, quantity)
    r.expire(f"cart:{customer}", 604_800)
    return now


def remove_from_cart(r, customer, product):
    there = r.hexists(f"cart:{customer}", product)
    if there:
        r.hset(f"cart:{customer}", product, 0)
    return there


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}

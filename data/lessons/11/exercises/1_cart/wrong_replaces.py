# verdict: and then 3 more, returned 3
def add_to_cart(r, customer, product, quantity):
    r.hset(f"cart:{customer}", product, quantity)
    r.expire(f"cart:{customer}", 604_800)
    return quantity


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}

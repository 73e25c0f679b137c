# verdict: `TTL cart:7` is -1
def add_to_cart(r, customer, product, quantity):
    return r.hincrby(f"cart:{customer}", product, quantity)


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}

# verdict: between your read and your write
def add_to_cart(r, customer, product, quantity):
    now = int(r.hget(f"cart:{customer}", product) or 0) + quantity
    r.hset(f"cart:{customer}", product, now)
    r.expire(f"cart:{customer}", 604_800)
    return now


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}

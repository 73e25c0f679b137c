# verdict: '91': '1'
def add_to_cart(r, customer, product, quantity):
    now = r.hincrby(f"cart:{customer}", product, quantity)
    r.expire(f"cart:{customer}", 604_800)
    return now


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    return r.hgetall(f"cart:{customer}")

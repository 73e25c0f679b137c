# verdict: have the type str
def add_to_cart(r, customer, product, quantity):
    return r.hincrby(f"cart:{customer}", product, quantity)


def read_cart(r, customer):
    return r.hgetall(f"cart:{customer}")

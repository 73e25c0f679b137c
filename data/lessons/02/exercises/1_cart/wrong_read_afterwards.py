# verdict: was it read later
def add_to_cart(r, customer, product, quantity):
    r.hincrby(f"cart:{customer}", product, quantity)
    return int(r.hget(f"cart:{customer}", product))


def read_cart(r, customer):
    return {product: int(quantity) for product, quantity in r.hgetall(f"cart:{customer}").items()}

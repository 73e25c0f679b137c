# verdict: put its own number in place
def add_to_cart(r, customer, product, pieces):
    r.hset(f"cart:{customer}", product, pieces)
    return int(r.hget(f"cart:{customer}", product))


def read_cart(r, customer):
    return {product: int(pieces) for product, pieces in r.hgetall(f"cart:{customer}").items()}

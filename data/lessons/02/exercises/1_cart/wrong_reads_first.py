# verdict: one `add_to_cart` took 2 round trips
def add_to_cart(r, customer, product, pieces):
    before = int(r.hget(f"cart:{customer}", product) or 0)
    r.hincrby(f"cart:{customer}", product, pieces)
    return before + pieces


def read_cart(r, customer):
    return {product: int(pieces) for product, pieces in r.hgetall(f"cart:{customer}").items()}

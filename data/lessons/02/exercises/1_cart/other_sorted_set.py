def add_to_cart(r, customer, product, pieces):
    return int(r.zincrby(f"cart:{customer}", pieces, product))


def read_cart(r, customer):
    return {product: int(pieces) for product, pieces in r.zrange(f"cart:{customer}", 0, -1, withscores=True)}

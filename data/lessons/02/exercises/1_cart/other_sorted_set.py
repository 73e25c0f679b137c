def add_to_cart(r, customer, product, quantity):
    return int(r.zincrby(f"cart:{customer}", quantity, product))


def read_cart(r, customer):
    return {
        product: int(quantity) for product, quantity in r.zrange(f"cart:{customer}", 0, -1, withscores=True)
    }

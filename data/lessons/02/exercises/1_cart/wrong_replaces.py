# verdict: add to the quantity of this product
def add_to_cart(r, customer, product, quantity):
    r.hset(f"cart:{customer}", product, quantity)
    return int(r.hget(f"cart:{customer}", product))


def read_cart(r, customer):
    return {product: int(quantity) for product, quantity in r.hgetall(f"cart:{customer}").items()}

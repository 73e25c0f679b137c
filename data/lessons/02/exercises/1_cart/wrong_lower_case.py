# verdict: which product does this reply belong
def add_to_cart(r, customer, product, quantity):
    return r.hincrby(f"cart:{customer}", product.lower(), quantity)


def read_cart(r, customer):
    return {product: int(quantity) for product, quantity in r.hgetall(f"cart:{customer}").items()}

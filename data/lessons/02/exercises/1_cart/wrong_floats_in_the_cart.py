# verdict: have the type float
def add_to_cart(r, customer, product, quantity):
    return r.hincrby(f"cart:{customer}", product, quantity)


def read_cart(r, customer):
    return {product: float(quantity) for product, quantity in r.hgetall(f"cart:{customer}").items()}

# verdict: `read_cart` returned a dict of
def add_to_cart(r, customer, product, quantity):
    return r.hincrby(f"cart:{customer}", product, quantity)


def read_cart(r, customer):
    cart = r.hgetall(f"cart:{customer}")
    return {product: int(quantity) for product, quantity in list(cart.items())[:10]}

# verdict: for a key that doesn't exist
def add_to_cart(r, customer, product, quantity):
    return r.hincrby(f"cart:{customer}", product, quantity)


def read_cart(r, customer):
    cart = r.hgetall(f"cart:{customer}")
    return {product: int(quantity) for product, quantity in cart.items()} or None

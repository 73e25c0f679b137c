def add_to_cart(r, customer, product, quantity):
    """Add to `cart:<customer>`; return how many of the product are in it."""
    return r.hincrby(f"cart:{customer}", product, quantity)


def read_cart(r, customer):
    """Return the cart as a dict, product to quantity (`int`); {} without a cart."""
    cart = r.hgetall(f"cart:{customer}")
    return {product: int(quantity) for product, quantity in cart.items()}

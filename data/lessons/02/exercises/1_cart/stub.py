def add_to_cart(r, customer, product, quantity):
    """Add to `cart:<customer>`; return how many of the product are in it."""
    ...


def read_cart(r, customer):
    """Return the cart as a dict, product to quantity (`int`); {} without a cart."""
    ...

def add_to_cart(r, customer, product, pieces):
    """Add pieces of a product to `cart:<customer>`; return how many of it are in."""
    ...


def read_cart(r, customer):
    """Return the cart as a dict, product to pieces (`int`); {} where there is none."""
    ...

def add_to_cart(r, customer, product, pieces):
    """Add pieces of a product to `cart:<customer>`, which ends 7 days later.

    Return how many of the product the cart now has.
    """
    ...


def remove_from_cart(r, customer, product):
    """Take a product out of the cart; return whether it was in it."""
    ...


def read_cart(r, customer):
    """Return the cart as a dict of int to int: product to pieces."""
    ...

def add_to_cart(r, customer, product, quantity):
    """Add to the quantity of a product in `cart:<customer>`, and return the new quantity.

    The cart expires 7 days after the last add.
    """
    ...


def remove_from_cart(r, customer, product):
    """Remove a product from the cart. Return True, or False if it wasn't in it."""
    ...


def read_cart(r, customer):
    """Return the cart as a dict from product to quantity, both int."""
    ...

def add(r, user, product, quantity):
    """Add `quantity` of `product` to the user's cart."""
    ...


def check_out(r, user, number):
    """Turn the user's cart into order `number`; return whether there was one."""
    ...

def save(r, products):
    """Store `products`, a dict of product ID → (cents, stock)."""
    ...


def load(r, product):
    """Return (cents, stock) of the product with this ID, or None."""
    ...

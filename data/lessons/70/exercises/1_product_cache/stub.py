def get_product(r, shop, memory, product_id, now):
    """Return the product as a dict, or None: from memory, Redis, or the database."""
    ...


def change_price(r, shop, product_id, cents):
    """Change the price in the database, so that no page shows the old one for long."""
    ...

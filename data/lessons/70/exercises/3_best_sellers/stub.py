def record_sale(r, order, product_id):
    """Count one piece of the product, once for each order."""
    ...


def best_sellers(r, places):
    """Return (place, product ID, pieces) of all products on the first places."""
    ...

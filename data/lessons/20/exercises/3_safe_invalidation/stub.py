def read_stock(r, shop, product_id):
    """Return how many pieces are in stock, through the key `stock:<id>`."""
    ...


def update_stock(r, shop, product_id, stock):
    """Change the stock in the database; leave no old number in the cache."""
    ...

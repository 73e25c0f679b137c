def read_stock(r, shop, product_id):
    """Return how many pieces are in stock, through the key `stock:<id>`, which ends within 300 s."""
    ...


def update_stock(r, shop, product_id, stock):
    """Change the stock with `shop.set_stock`; no reader, however slow, may leave an old number cached."""
    ...

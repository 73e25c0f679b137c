def change_stock(r, shop, product_id, stock):
    """Change the stock in the database, so that no level keeps the old one; publish the
    product's id on the channel `changed`. Return nothing."""
    ...


def read_stock(r, shop, memory, messages, product_id, now):
    """Return how many are in stock (int): from the dict `memory`, for up to 5 s and unless
    a message names it; else from `stock:<id>` (300 s); else from the database."""
    ...

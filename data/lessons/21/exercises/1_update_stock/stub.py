def update_stock(r, shop, product_id, stock):
    """Write the stock into the row, then stock and version into the hash `row:<id>`.

    Return True, or False if there's no such product.
    """
    ...

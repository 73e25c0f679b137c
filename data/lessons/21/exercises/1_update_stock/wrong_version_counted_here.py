# verdict: after an update, the row has version
def update_stock(r, shop, product_id, stock):
    if not shop.set_stock(product_id, stock):
        return False
    r.hset(f"row:{product_id}", "stock", stock)
    r.hincrby(f"row:{product_id}", "version", 1)
    return True

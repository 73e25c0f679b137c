# verdict: at the moment when the row was written
def update_stock(r, shop, product_id, stock):
    row = shop.product(product_id)
    if row is None:
        return False
    r.hset(f"row:{product_id}", mapping={"stock": stock, "version": row["version"] + 1})
    return shop.set_stock(product_id, stock)

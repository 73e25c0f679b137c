# verdict: between your look at the hash
def update_stock(r, shop, product_id, stock):
    if not shop.set_stock(product_id, stock):
        return False
    row, key = shop.product(product_id), f"row:{product_id}"
    held = r.hget(key, "version")
    if held is None or int(held) < row["version"]:
        r.hset(key, mapping={"stock": row["stock"], "version": row["version"]})
    return True

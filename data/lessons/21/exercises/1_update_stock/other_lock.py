def update_stock(r, shop, product_id, stock):
    with r.lock(f"lock:row:{product_id}", timeout=10, sleep=0.01):
        if not shop.set_stock(product_id, stock):
            return False
        row = shop.product(product_id)
        r.hset(f"row:{product_id}", mapping={"stock": row["stock"], "version": row["version"]})
    return True

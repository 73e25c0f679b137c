def update_stock(r, shop, product_id, stock):
    if not shop.set_stock(product_id, stock):
        return False
    wanted, row = None, shop.product(product_id)
    while row != wanted:  # whoever stores last has looked after it
        r.hset(f"row:{product_id}", mapping={"stock": row["stock"], "version": row["version"]})
        wanted, row = row, shop.product(product_id)
    return True

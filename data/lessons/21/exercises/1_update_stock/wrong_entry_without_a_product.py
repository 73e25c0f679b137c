# verdict: there is no product 999999
def update_stock(r, shop, product_id, stock):
    done = shop.set_stock(product_id, stock)
    row = shop.product(product_id) or {"version": 0}
    r.hset(f"row:{product_id}", mapping={"stock": stock, "version": row["version"]})
    return done

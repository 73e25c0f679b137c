# verdict: What does `shop.product` return here
def update_stock(r, shop, product_id, stock):
    done = shop.set_stock(product_id, stock)
    row = shop.product(product_id)
    r.hset(f"row:{product_id}", mapping={"stock": row["stock"], "version": row["version"]})
    return done

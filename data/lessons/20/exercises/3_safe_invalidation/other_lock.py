def read_stock(r, shop, product_id):
    key = f"stock:{product_id}"
    if (cached := r.get(key)) is not None:
        return int(cached)
    with r.lock(f"lock:{product_id}", timeout=20, sleep=0.01):
        stock = shop.product(product_id)["stock"]
        r.set(key, stock, ex=300)
    return stock


def update_stock(r, shop, product_id, stock):
    with r.lock(f"lock:{product_id}", timeout=20, sleep=0.01):
        shop.set_stock(product_id, stock)
        r.delete(f"stock:{product_id}")

# verdict: that its row is out of date
def read_stock(r, shop, product_id):
    key = f"stock:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return int(cached)
    stock = shop.product(product_id)["stock"]
    r.set(key, stock, ex=300)
    return stock


def update_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}")

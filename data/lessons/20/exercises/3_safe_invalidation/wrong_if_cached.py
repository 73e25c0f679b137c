# verdict: with 0 in stock, 20 calls
def read_stock(r, shop, product_id):
    key = f"stock:{product_id}"
    cached = int(r.get(key) or 0)
    if cached:
        return cached
    stock = shop.product(product_id)["stock"]
    r.set(key, stock, ex=300)
    return stock


def update_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}")

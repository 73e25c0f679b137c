# verdict: you make them one atomic step
import secrets


def read_stock(r, shop, product_id):
    key, lease = f"stock:{product_id}", f"lease:stock:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return int(cached)
    token = secrets.token_hex(8)
    r.set(lease, token, nx=True, ex=10)
    stock = shop.product(product_id)["stock"]
    if r.get(lease) == token:
        r.set(key, stock, ex=300)
        r.delete(lease)
    return stock


def update_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}", f"lease:stock:{product_id}")

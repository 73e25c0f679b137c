# verdict: Who releases what your function takes if its process crashes
import time


def locked(r, product_id):
    while not r.set(f"lock:{product_id}", 1, nx=True):
        time.sleep(0.01)


def read_stock(r, shop, product_id):
    key = f"stock:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return int(cached)
    locked(r, product_id)
    try:
        stock = shop.product(product_id)["stock"]
        r.set(key, stock, ex=300)
    finally:
        r.delete(f"lock:{product_id}")
    return stock


def update_stock(r, shop, product_id, stock):
    locked(r, product_id)
    try:
        shop.set_stock(product_id, stock)
        r.delete(f"stock:{product_id}")
    finally:
        r.delete(f"lock:{product_id}")

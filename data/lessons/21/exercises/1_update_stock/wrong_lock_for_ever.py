# verdict: after another process has crashed
import time


def update_stock(r, shop, product_id, stock):
    lock = f"lock:row:{product_id}"
    while not r.set(lock, 1, nx=True):
        time.sleep(0.01)
    try:
        if not shop.set_stock(product_id, stock):
            return False
        row = shop.product(product_id)
        r.hset(f"row:{product_id}", mapping={"stock": row["stock"], "version": row["version"]})
        return True
    finally:
        r.delete(lock)

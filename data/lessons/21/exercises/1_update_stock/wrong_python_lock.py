# verdict: have in its place
import threading

LOCK = threading.Lock()


def update_stock(r, shop, product_id, stock):
    with LOCK:
        if not shop.set_stock(product_id, stock):
            return False
        row = shop.product(product_id)
        r.hset(f"row:{product_id}", mapping={"stock": row["stock"], "version": row["version"]})
    return True

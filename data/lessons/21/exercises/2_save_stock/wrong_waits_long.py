# verdict: a visitor wait for your function
import time

from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    for _ in range(3):
        try:
            shop.set_stock(product_id, stock)
        except OperationalError:
            time.sleep(0.9)
        else:
            r.set(f"stock:{product_id}", stock)
            return True
    r.delete(f"stock:{product_id}")
    return False

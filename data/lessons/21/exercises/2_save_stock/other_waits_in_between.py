import time

from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    for attempt in range(3):
        try:
            shop.set_stock(product_id, stock)
            r.set(f"stock:{product_id}", stock)
            return True
        except OperationalError:
            time.sleep(0.1 * 2**attempt)
    r.delete(f"stock:{product_id}")
    return False

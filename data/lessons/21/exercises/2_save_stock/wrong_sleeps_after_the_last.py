# verdict: wait for after the last attempt
import time

from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    """Write through to `stock:<id>`, in up to three attempts. Return whether it worked."""
    for _ in range(3):
        try:
            shop.set_stock(product_id, stock)
        except OperationalError:
            time.sleep(0.5)
            continue
        r.set(f"stock:{product_id}", stock)
        return True
    r.delete(f"stock:{product_id}")  # the next reader queries the database
    return False

# verdict: before the caller got it
from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    for attempt in range(3):
        try:
            shop.set_stock(product_id, stock)
            r.set(f"stock:{product_id}", stock)
            return True
        except OperationalError:
            pass
        except Exception:
            if attempt == 2:
                raise
    r.delete(f"stock:{product_id}")
    return False

# verdict: OperationalError reached the caller
from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    for tries in (1, 2, 3):
        try:
            shop.set_stock(product_id, stock)
        except OperationalError:
            if tries == 3:
                r.delete(f"stock:{product_id}")
                raise
            continue
        r.set(f"stock:{product_id}", stock)
        return True

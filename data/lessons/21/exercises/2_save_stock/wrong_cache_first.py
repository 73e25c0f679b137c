# verdict: before the database had replied
from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    r.set(f"stock:{product_id}", stock)
    for _ in range(3):
        try:
            shop.set_stock(product_id, stock)
        except OperationalError:
            continue
        return True
    r.delete(f"stock:{product_id}")
    return False

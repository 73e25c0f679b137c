# verdict: which entry is right in both cases
from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    for _ in range(3):
        try:
            shop.set_stock(product_id, stock)
        except OperationalError:
            continue
        r.set(f"stock:{product_id}", stock)
        return True
    return False

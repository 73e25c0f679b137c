# verdict: was called 4 times
from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    while True:
        try:
            shop.set_stock(product_id, stock)
            r.set(f"stock:{product_id}", stock)
            return True
        except OperationalError:
            r.delete(f"stock:{product_id}")

# verdict: failed once and then worked
from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    try:
        shop.set_stock(product_id, stock)
    except OperationalError:
        r.delete(f"stock:{product_id}")
        return False
    r.set(f"stock:{product_id}", stock)
    return True

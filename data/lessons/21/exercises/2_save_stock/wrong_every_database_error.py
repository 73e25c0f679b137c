# verdict: raised IntegrityError, and the call returned
from sqlalchemy.exc import SQLAlchemyError


def save_stock(r, shop, product_id, stock):
    for _ in range(3):
        try:
            shop.set_stock(product_id, stock)
        except SQLAlchemyError:
            continue
        else:
            r.set(f"stock:{product_id}", stock)
            return True
    r.delete(f"stock:{product_id}")
    return False

# verdict: of another product holds None
from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    """Write through to `stock:<id>`, in up to three attempts. Return whether it worked."""
    for _ in range(3):
        try:
            shop.set_stock(product_id, stock)
        except OperationalError:
            continue  # changed or not: with one writer, setting it again does no harm
        r.set(f"stock:{product_id}", stock)
        return True
    r.flushdb()  # the next reader queries the database
    return False

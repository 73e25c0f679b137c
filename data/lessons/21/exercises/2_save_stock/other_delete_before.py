from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock, tries=3):
    if not tries:
        return False
    try:
        shop.set_stock(product_id, stock)
    except OperationalError:
        r.unlink(f"stock:{product_id}")
        return save_stock(r, shop, product_id, stock, tries - 1)
    r.mset({f"stock:{product_id}": stock})
    return True

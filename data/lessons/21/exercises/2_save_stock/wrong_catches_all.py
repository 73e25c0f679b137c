# verdict: raised ValueError, and the call returned
def save_stock(r, shop, product_id, stock):
    for _ in range(3):
        try:
            shop.set_stock(product_id, stock)
        except Exception:
            continue
        r.set(f"stock:{product_id}", stock)
        return True
    r.delete(f"stock:{product_id}")
    return False

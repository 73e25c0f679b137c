import sqlalchemy


def save_stock(r, shop, product_id, stock):
    key, tries, done = f"stock:{product_id}", 0, False
    r.delete(key)
    while not done and tries < 3:
        tries += 1
        try:
            done = shop.set_stock(product_id, stock)
        except sqlalchemy.exc.OperationalError:
            done = False
    if done:
        r.set(key, stock)
    return done

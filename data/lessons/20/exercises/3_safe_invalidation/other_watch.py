from redis import WatchError


def read_stock(r, shop, product_id):
    key, changed = f"stock:{product_id}", f"changed:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return int(cached)
    with r.pipeline() as pipe:
        pipe.watch(changed)
        stock = shop.product(product_id)["stock"]
        pipe.multi()
        pipe.set(key, stock, ex=300)
        try:
            pipe.execute()
        except WatchError:
            pass  # changed meanwhile: not stored
    return stock


def update_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    with r.pipeline() as pipe:
        pipe.incr(f"changed:{product_id}")
        pipe.expire(f"changed:{product_id}", 60)
        pipe.delete(f"stock:{product_id}")
        pipe.execute()

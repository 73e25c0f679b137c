# verdict: already done in Redis when this reader reads the old row
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
            pass
    return stock


def update_stock(r, shop, product_id, stock):
    with r.pipeline() as pipe:
        pipe.incr(f"changed:{product_id}").expire(f"changed:{product_id}", 60).execute()
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}")

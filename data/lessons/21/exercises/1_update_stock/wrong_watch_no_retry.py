# verdict: after a `WatchError`
from redis import WatchError


def update_stock(r, shop, product_id, stock):
    if not shop.set_stock(product_id, stock):
        return False
    key = f"row:{product_id}"
    with r.pipeline() as pipe:
        try:
            pipe.watch(key)
            row = shop.product(product_id)
            pipe.multi()
            pipe.hset(key, mapping={"stock": row["stock"], "version": row["version"]})
            pipe.execute()
        except WatchError:
            pass  # another update has stored its row
    return True

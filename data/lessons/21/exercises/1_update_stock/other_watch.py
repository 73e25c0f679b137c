from redis import WatchError


def update_stock(r, shop, product_id, stock):
    if shop.product(product_id) is None:
        return False
    shop.set_stock(product_id, stock)
    key = f"row:{product_id}"
    while True:
        try:
            with r.pipeline() as pipe:
                pipe.watch(key)
                row = shop.product(product_id)
                pipe.multi()
                pipe.hset(key, mapping={"stock": row["stock"], "version": row["version"]})
                pipe.execute()
            return True
        except WatchError:
            continue

# verdict: How many times in a row may `EXEC` fail
import redis


def update_stock(r, shop, product_id, stock):
    if not shop.set_stock(product_id, stock):
        return False
    key = f"row:{product_id}"
    with r.pipeline() as pipe:
        for _ in range(3):
            try:
                pipe.watch(key)
                row = shop.product(product_id)
                pipe.multi()
                pipe.hset(key, mapping={"stock": row["stock"], "version": row["version"]})
                pipe.execute()
                break
            except redis.WatchError:
                continue
    return True

import json

import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)


def get_product(r, shop, product_id):
    key, row = f"product:{product_id}", None
    try:
        if (held := r.get(key)) is not None:
            return json.loads(held)
        row = shop.product(product_id)
        r.setex(key, 300, json.dumps(row))
    except (*UNAVAILABLE, redis.OutOfMemoryError, redis.ReadOnlyError):
        pass
    return shop.product(product_id) if row is None else row

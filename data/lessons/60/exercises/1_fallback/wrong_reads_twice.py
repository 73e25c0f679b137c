# verdict: one call read the database 2 times
import json

import redis


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    try:
        held = r.get(key)
        if held is not None:
            return json.loads(held)
        row = shop.product(product_id)
        r.set(key, json.dumps(row), ex=300)
        return row
    except (redis.ConnectionError, redis.TimeoutError, redis.OutOfMemoryError, redis.ReadOnlyError):
        return shop.product(product_id)

# verdict: on a full server, `get_product` raised OutOfMemoryError
import json

import redis


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    try:
        held = r.get(key)
    except (redis.ConnectionError, redis.TimeoutError):
        return shop.product(product_id)
    if held is not None:
        return json.loads(held)
    row = shop.product(product_id)
    try:
        r.set(key, json.dumps(row), ex=300)
    except (redis.ConnectionError, redis.TimeoutError, redis.ReadOnlyError):
        pass
    return row

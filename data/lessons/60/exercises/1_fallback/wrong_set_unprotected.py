# verdict: timed out; `get_product` raised TimeoutError
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
    r.set(key, json.dumps(row), ex=300)
    return row

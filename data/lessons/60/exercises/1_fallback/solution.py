import json

import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)
NOT_STORED = (redis.OutOfMemoryError, redis.ReadOnlyError)


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    try:
        held = r.get(key)
    except UNAVAILABLE:
        return shop.product(product_id)
    if held is not None:
        return json.loads(held)
    row = shop.product(product_id)
    try:
        r.set(key, json.dumps(row), ex=300)
    except (*UNAVAILABLE, *NOT_STORED):
        pass  # a page without a cache entry is still a page
    return row

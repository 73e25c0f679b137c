# verdict: Whose error is this, and what would you return without a row?
import json

import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)


def row_or_none(shop, product_id):
    try:
        return shop.product(product_id)
    except Exception:
        return None


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    try:
        held = r.get(key)
    except UNAVAILABLE:
        return row_or_none(shop, product_id)
    if held is not None:
        return json.loads(held)
    row = row_or_none(shop, product_id)
    try:
        r.set(key, json.dumps(row), ex=300)
    except (*UNAVAILABLE, redis.OutOfMemoryError, redis.ReadOnlyError):
        pass
    return row

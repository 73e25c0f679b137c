# verdict: Which errors of `SET` does your `except` catch?
import json

import redis

UNAVAILABLE = (redis.ConnectionError, redis.TimeoutError)


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
    except (*UNAVAILABLE, redis.ResponseError):
        pass
    return row

# verdict: Is there a way through your function that writes this key without its expiry?
import contextlib
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
    with contextlib.suppress(*UNAVAILABLE, redis.OutOfMemoryError, redis.ReadOnlyError):
        r.set(key, json.dumps(row))
        r.expire(key, 300)
    return row

# verdict: if each of these commands takes a whole timeout?
import json

import redis


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    for _attempt in range(3):
        try:
            held = r.get(key)
            break
        except (redis.ConnectionError, redis.TimeoutError):
            continue
    else:
        return shop.product(product_id)
    if held is not None:
        return json.loads(held)
    row = shop.product(product_id)
    try:
        r.set(key, json.dumps(row), ex=300)
    except (redis.ConnectionError, redis.TimeoutError, redis.OutOfMemoryError, redis.ReadOnlyError):
        pass
    return row

# verdict: if each of these commands takes a whole timeout?
import json

import redis


def quietly(command, *args, **options):
    try:
        return command(*args, **options)
    except (redis.ConnectionError, redis.TimeoutError, redis.OutOfMemoryError, redis.ReadOnlyError):
        return None


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    held = quietly(r.get, key)
    if held is not None:
        return json.loads(held)
    row = shop.product(product_id)
    quietly(r.set, key, json.dumps(row), ex=300)
    return row

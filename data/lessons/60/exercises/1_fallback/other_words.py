import contextlib
import json

import redis


def get_product(r, shop, product_id):
    key, alive, held = f"product:{product_id}", True, None
    try:
        held = r.get(key)
    except (redis.ConnectionError, redis.TimeoutError):
        alive = False
    if held is not None:
        return json.loads(held)
    row = shop.product(product_id)
    if alive:
        with contextlib.suppress(redis.ConnectionError, redis.TimeoutError):
            try:
                r.set(key, json.dumps(row), ex=300)
            except redis.ResponseError as error:
                if not str(error).startswith(("OOM", "READONLY", "command not allowed", "You can't write")):
                    raise
    return row

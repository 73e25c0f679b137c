# verdict: Redis replied with the error `ERR unknown command`
import json

import redis


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    try:
        held = r.get(key)
    except redis.RedisError as error:
        if "WRONGTYPE" in str(error):
            raise
        return shop.product(product_id)
    if held is not None:
        return json.loads(held)
    row = shop.product(product_id)
    try:
        r.set(key, json.dumps(row), ex=300)
    except redis.RedisError:
        pass
    return row

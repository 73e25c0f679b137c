# verdict: `TTL product:24` is -1
import json


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product))
    r.expire(key, 30 if product is None else 300)
    return product

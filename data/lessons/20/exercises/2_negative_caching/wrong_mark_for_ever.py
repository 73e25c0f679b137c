# verdict: `TTL product:999998` is -1
import json


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300 if product else None)
    return product

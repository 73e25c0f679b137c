# verdict: `product:999999` had 10 s left
import json


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached == "null":
        r.expire(key, 30)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=30 if product is None else 300)
    return product

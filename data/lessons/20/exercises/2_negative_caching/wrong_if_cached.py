# verdict: tell them apart
import json


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = json.loads(r.get(key) or "null")
    if cached:
        return cached
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=30 if product is None else 300)
    return product

# verdict: call 2 for a product that doesn't exist returned {}
import json


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product or {}), ex=300 if product else 30)
    return product

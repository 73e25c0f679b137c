# verdict: what removes it
import json


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product))
    return product

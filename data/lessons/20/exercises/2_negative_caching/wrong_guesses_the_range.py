# verdict: never read the database
import json


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id) if product_id <= 1000 else None
    r.set(key, json.dumps(product), ex=30 if product is None else 300)
    return product

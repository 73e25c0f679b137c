# verdict: holds no `product:999999`, and the database was read 20 times
import json


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    if product is not None:
        r.set(key, json.dumps(product), ex=300)
    return product

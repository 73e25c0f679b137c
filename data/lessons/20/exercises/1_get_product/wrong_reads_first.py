# verdict: read the database 10 times
import json


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    product = shop.product(product_id)
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    r.set(key, json.dumps(product), ex=300)
    return product

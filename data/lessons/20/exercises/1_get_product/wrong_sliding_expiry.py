# verdict: the entry had 100 s left
import json


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.getex(key, ex=300)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300)
    return product

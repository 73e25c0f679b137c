# verdict: expires between two of your commands
import json


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    if r.exists(key):
        return json.loads(r.get(key))
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300)
    return product

# verdict: between your two commands
import json


def get_product(r, shop, product_id):
    version = r.get("version:products") or 0
    key = f"shop:products:{version}:{product_id}"
    if r.exists(key):
        return json.loads(r.get(key))
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300)
    return product


def forget_products(r):
    r.incr("version:products")

# verdict: must a reader get the version
import json


def get_product(r, shop, product_id):
    version = r.get("version:products") or 0
    key = f"shop:products:{version}:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    version = r.get("version:products") or 0
    key = f"shop:products:{version}:{product_id}"
    r.set(key, json.dumps(product), ex=300)
    return product


def forget_products(r):
    r.incr("version:products")

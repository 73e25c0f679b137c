# verdict: get the number from, and when
import json

VERSION = {}


def get_product(r, shop, product_id):
    if "products" not in VERSION:
        VERSION["products"] = r.get("version:products") or 0
    version = VERSION["products"]
    key = f"shop:products:{version}:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300)
    return product


def forget_products(r):
    VERSION["products"] = r.incr("version:products")

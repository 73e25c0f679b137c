# verdict: get the number from, and when
import json


def get_product(r, shop, product_id):
    key = f"shop:products:0:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300)
    return product


def forget_products(r):
    r.incr("version:products")

# verdict: and what does this place know of the change
import functools
import json


@functools.lru_cache
def row(shop, product_id):
    return shop.product(product_id)


def get_product(r, shop, product_id):
    version = r.get("version:products") or 0
    key = f"shop:products:{version}:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = row(shop, product_id)
    r.set(key, json.dumps(product), ex=300)
    return product


def forget_products(r):
    r.incr("version:products")

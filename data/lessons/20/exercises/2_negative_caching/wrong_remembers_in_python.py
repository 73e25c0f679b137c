# verdict: `product:999999`, and the database was read 2 times
import json

ABSENT = set()


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    if product_id in ABSENT:
        return None
    product = shop.product(product_id)
    if product is None:
        ABSENT.add(product_id)
    else:
        r.set(key, json.dumps(product), ex=300)
    return product

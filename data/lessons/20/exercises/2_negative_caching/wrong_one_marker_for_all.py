# verdict: What has to be in the name of a marker's key?
import json


def find_product(r, shop, product_id):
    k = f"product:{product_id}"
    c = r.get(k)
    if c is not None:
        return json.loads(c)
    if r.exists("product:999999"):
        return None
    p = shop.product(product_id)
    r.set(k, json.dumps(p), ex=30 if p is None else 300)
    return p

# verdict: For which IDs does your function set no marker?
import json


def find_product(r, shop, product_id):
    k = f"product:{product_id}"
    c = r.get(k)
    if c is not None:
        return json.loads(c)
    p = shop.product(product_id)
    if p is not None or product_id > 0:
        r.set(k, json.dumps(p), ex=30 if p is None else 300)
    return p

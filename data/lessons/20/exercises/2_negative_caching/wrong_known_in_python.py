# verdict: when its marker has expired
import json

none = set()


def find_product(r, shop, product_id):
    k = f"product:{product_id}"
    c = r.get(k)
    if c is not None:
        return json.loads(c)
    if product_id in none:
        return None
    p = shop.product(product_id)
    r.set(k, json.dumps(p), ex=30 if p is None else 300)
    if p is None:
        none.add(product_id)
    return p

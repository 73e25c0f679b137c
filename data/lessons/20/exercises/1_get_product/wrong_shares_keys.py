# verdict: What must a key contain, so that two products don't share it?
import json


def get_product(r, shop, product_id):
    k = f"product:{product_id % 100}"
    c = r.get(k)
    if c:
        return json.loads(c)
    p = shop.product(product_id)
    r.set(k, json.dumps(p), ex=300)
    return p

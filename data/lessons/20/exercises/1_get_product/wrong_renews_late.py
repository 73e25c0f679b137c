# verdict: the entry had 20 s left
import json


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        if r.ttl(key) < 30:
            r.expire(key, 300)
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300)
    return product

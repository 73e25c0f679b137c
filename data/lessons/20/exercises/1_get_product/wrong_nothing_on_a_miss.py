# verdict: returned None
import json


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    r.set(key, json.dumps(shop.product(product_id)), ex=300)

# verdict: is a hash, so `GET` raises WRONGTYPE, and the call returned
import json


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    try:
        held = r.get(key)
    except Exception:
        return shop.product(product_id)
    if held is not None:
        return json.loads(held)
    row = shop.product(product_id)
    try:
        r.set(key, json.dumps(row), ex=300)
    except Exception:
        pass
    return row

# verdict: raised ConnectionError: Error 111
import json


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    try:
        held = r.get(key)
        if held is not None:
            return json.loads(held)
        row = shop.product(product_id)
        r.set(key, json.dumps(row), ex=300)
        return row
    except (ConnectionError, TimeoutError):
        return shop.product(product_id)

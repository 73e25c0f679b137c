import json


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    if (cached := r.get(key)) is None:
        cached = json.dumps(shop.product(product_id), separators=(",", ":"))
        r.set(key, cached, px=300_000, nx=True)
    return json.loads(cached)

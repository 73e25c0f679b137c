import json


def find_product(r, shop, product_id):
    """Return the product, or None; keep what was found, or that nothing was."""
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)  # of "null" it makes None
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=30 if product is None else 300)
    return product

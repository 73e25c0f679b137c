import json


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached == "":
        return None
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    if product is None:
        r.set(key, "", ex=30)
    else:
        r.set(key, json.dumps(product), ex=300)
    return product

import json

NOT_FOUND = "not found"


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is None:
        product = shop.product(product_id)
        cached, seconds = (json.dumps(product), 300) if product else (NOT_FOUND, 30)
        r.set(key, cached, ex=seconds)
    return None if cached == NOT_FOUND else json.loads(cached)

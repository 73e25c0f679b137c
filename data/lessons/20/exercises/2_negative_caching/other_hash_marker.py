import json


def find_product(r, shop, product_id):
    key = f"product:{product_id}"
    if r.type(key) == "hash":
        return None
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    if product is None:
        with r.pipeline() as pipe:
            pipe.hset(key, "missing", 1).expire(key, 30).execute()
    else:
        r.set(key, json.dumps(product), ex=300)
    return product

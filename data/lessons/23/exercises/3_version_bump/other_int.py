import json


def key_of(r, product_id):
    return f"shop:products:{int(r.get('version:products') or 0)}:{product_id}"


def get_product(r, shop, product_id):
    key = key_of(r, product_id)
    cached = r.get(key)
    if cached is None:
        cached = json.dumps(shop.product(product_id))
        r.set(key, cached, ex=300)
    return json.loads(cached)


def forget_products(r):
    r.incr("version:products")

import json


def get_product(r, shop, product_id):
    number = r.set("version:products", 0, nx=True, get=True) or "0"
    key = ":".join(["shop", "products", number, str(product_id)])
    held = r.get(key)
    if not held:
        row = shop.product(product_id)
        r.set(key, json.dumps(row), ex=300)
        return row
    return json.loads(held)


def forget_products(r):
    r.incrby("version:products", 7)

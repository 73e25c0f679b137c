import json

NEXT = "return redis.call('INCR', KEYS[1])"


def get_product(r, shop, product_id):
    key = f"shop:products:{r.get('version:products') or 0}:{product_id}"
    if held := r.get(key):
        return json.loads(held)
    product = shop.product(product_id)
    r.setex(key, 300, json.dumps(product))
    return product


def forget_products(r):
    r.register_script(NEXT)(keys=["version:products"])

# verdict: looked for their keys
import json

DELETE = """
redis.call('INCR', KEYS[1])
for _, key in ipairs(redis.call('KEYS', 'shop:products:*')) do redis.call('DEL', key) end
"""


def get_product(r, shop, product_id):
    version = r.get("version:products") or 0
    key = f"shop:products:{version}:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300)
    return product


def forget_products(r):
    r.eval(DELETE, 1, "version:products")

import json

GET = """
local version = redis.call('GET', KEYS[1]) or '0'
return {version, redis.call('GET', 'shop:products:' .. version .. ':' .. ARGV[1])}
"""


def get_product(r, shop, product_id):
    version, *cached = r.eval(GET, 1, "version:products", product_id)
    if cached and cached[0] is not None:
        return json.loads(cached[0])
    product = shop.product(product_id)
    r.set(f"shop:products:{version}:{product_id}", json.dumps(product), px=300_000)
    return product


def forget_products(r):
    r.incrby("version:products", 1)

# verdict: two hits read the database 1 times
import json


def get_product(r, shop, product_id):
    """Return the product through `shop:products:<n>:<id>`, kept for 300 s."""
    version = r.get("version:products") or 0
    key = f"shop:products:{version}:{product_id}"
    cached = r.get(key)
    if cached is not None and r.ttl(key) > 30:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300)
    return product


def forget_products(r):
    """Make every cached product a miss, with one command."""
    r.incr("version:products")

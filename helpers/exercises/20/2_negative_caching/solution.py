import json


def find_product(r, shop, product_id):
    """Return the product through the cache, or None where the shop has none.

    `product:<id>` holds a product as JSON for 300 s; that there is none, it remembers for 30 s.
    """
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)  # of "null" it makes None
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=30 if product is None else 300)
    return product

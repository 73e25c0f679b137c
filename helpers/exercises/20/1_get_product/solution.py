import json


def get_product(r, shop, product_id):
    """Return the product by cache-aside: `product:<id>` holds it as JSON and ends 300 s after it was read.

    `shop.product(product_id)` reads it from the database.
    """
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return json.loads(cached)
    product = shop.product(product_id)
    r.set(key, json.dumps(product), ex=300)
    return product

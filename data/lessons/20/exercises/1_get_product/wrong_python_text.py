# verdict: turns a dict into JSON
import ast


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return ast.literal_eval(cached)
    product = shop.product(product_id)
    r.set(key, str(product), ex=300)
    return product

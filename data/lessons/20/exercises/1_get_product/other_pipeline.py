from json import dumps, loads


def get_product(r, shop, product_id):
    key = f"product:{product_id}"
    try:
        return loads(r.get(key))
    except TypeError:  # loads(None): a miss
        product = shop.product(product_id)
        r.pipeline().set(key, dumps(product)).expire(key, 300).execute()
        return product

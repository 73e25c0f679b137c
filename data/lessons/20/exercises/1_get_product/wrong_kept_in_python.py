# verdict: the server holds no key `product:24`
CACHE = {}


def get_product(r, shop, product_id):
    if product_id not in CACHE:
        CACHE[product_id] = shop.product(product_id)
    return CACHE[product_id]

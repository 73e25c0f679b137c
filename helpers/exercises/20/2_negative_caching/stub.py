def find_product(r, shop, product_id):
    """Return the product through the cache, or None where the shop has none.

    `product:<id>` holds a product as JSON for 300 s; that there is none, it remembers for 30 s.
    """
    ...

def get_product(r, shop, product_id):
    """Return the product by cache-aside: `product:<id>` holds it as JSON and ends 300 s after it was read.

    `shop.product(product_id)` reads it from the database.
    """
    ...

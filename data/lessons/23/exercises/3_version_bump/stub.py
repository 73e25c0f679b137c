def get_product(r, shop, product_id):
    """Return the product through `shop:products:<n>:<id>`, kept for 300 s."""
    ...


def forget_products(r):
    """Make every cached product a miss, with one command."""
    ...

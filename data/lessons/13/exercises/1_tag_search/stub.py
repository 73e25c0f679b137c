def tag_product(r, product, tags):
    """Add tags to a product. Each tag is a set `tag:<tag>` of product numbers."""
    ...


def find_products(r, tags, without=()):
    """Return a sorted list of the products with all of `tags`, none of `without`."""
    ...

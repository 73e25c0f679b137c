def tag_product(r, product, tags):
    """Give a product some more tags, each a set `tag:<tag>` of product numbers."""
    ...


def find_products(r, tags, without=()):
    """Return a sorted list of products with all of the tags, none of `without`."""
    ...

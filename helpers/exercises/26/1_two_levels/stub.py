def get_product(r, shop, memory, product_id):
    """Return the product as a dict, or None: from `memory` (an OrderedDict, at most 100
    products), else from `product:<id>` (JSON, for 300 s), else from the database."""
    ...

def count_view(r, visitor, product_id):
    """Count a view of this product by this visitor."""
    ...


def dashboard(r):
    """Return {"views": {product ID: views}, "visitors": how many different ones}."""
    ...

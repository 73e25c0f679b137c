# verdict: dashboard is read every second
def count_view(r, visitor, product_id):
    """Count a view of this product by this visitor."""
    with r.pipeline() as pipe:  # a transaction: no key without its TTL
        pipe.hincrby("views", product_id, 1)
        pipe.pfadd("visitors", visitor)
        pipe.expire("views", 86_400)
        pipe.expire("visitors", 86_400)
        pipe.execute()


def dashboard(r):
    """Return {"views": {product ID: views}, "visitors": how many different ones}."""
    with r.pipeline(transaction=False) as pipe:
        views, visitors, _ = pipe.hgetall("views").pfcount("visitors").expire("views", 86_400).execute()
    return {"views": {int(product): int(n) for product, n in views.items()}, "visitors": visitors}

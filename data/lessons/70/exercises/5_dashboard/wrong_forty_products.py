# verdict: {24: 3}, 'visitors': 2}
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
        views, visitors = pipe.hmget("views", range(1, 101)).pfcount("visitors").execute()
    return {"views": {id: int(n) for id, n in enumerate(views, 1) if n}, "visitors": visitors}

def save(r, products):
    pipe = r.pipeline(transaction=False)
    for product, (cents, stock) in products.items():
        bucket, field = divmod(product, 50)
        pipe.hset(f"product:{bucket}", mapping={f"{field}c": cents, f"{field}s": stock})
    pipe.execute()


def load(r, product):
    bucket, field = divmod(product, 50)
    cents, stock = r.hmget(f"product:{bucket}", f"{field}c", f"{field}s")
    return None if cents is None else (int(cents), int(stock))

def load_prices(r, prices, size):
    pipe, loaded = r.pipeline(transaction=False), 0
    for loaded, (product_id, cents) in enumerate(prices, 1):  # noqa: B007 - it's returned
        pipe.set(f"price:{product_id}", cents, ex=86_400)
        if len(pipe) == size:
            pipe.execute()
    pipe.execute()
    return loaded

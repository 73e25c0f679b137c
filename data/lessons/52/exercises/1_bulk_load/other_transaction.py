def load_prices(r, prices, size):
    loaded = 0
    with r.pipeline() as pipe:
        for product_id, cents in prices:
            key = f"price:{product_id}"
            pipe.set(key, cents).expire(key, 86_400)  # in one transaction, so never apart
            loaded += 1
            if loaded % size == 0:
                pipe.execute()
        pipe.execute()
    return loaded

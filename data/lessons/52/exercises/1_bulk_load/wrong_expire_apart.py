# verdict: between your `SET` and your `EXPIRE`
def load_prices(r, prices, size):
    pipe, loaded = r.pipeline(transaction=False), 0
    for product_id, cents in prices:
        pipe.set(f"price:{product_id}", cents)
        pipe.expire(f"price:{product_id}", 86_400)
        loaded += 1
        if loaded % size == 0:
            pipe.execute()
    pipe.execute()
    return loaded

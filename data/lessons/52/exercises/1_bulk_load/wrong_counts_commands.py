# verdict: How many prices does one round trip of yours carry
def load_prices(r, prices, size):
    pipe, loaded = r.pipeline(), 0
    for product_id, cents in prices:
        pipe.set(f"price:{product_id}", cents)
        pipe.expire(f"price:{product_id}", 86_400)
        loaded += 1
        if len(pipe) >= size:
            pipe.execute()
    pipe.execute()
    return loaded

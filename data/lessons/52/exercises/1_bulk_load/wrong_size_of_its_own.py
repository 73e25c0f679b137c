# verdict: How many prices does one round trip of yours carry
def load_prices(r, prices, size):
    pipe, loaded = r.pipeline(transaction=False), 0
    for product_id, cents in prices:
        pipe.set(f"price:{product_id}", cents, ex=86_400)
        loaded += 1
        if len(pipe) == min(size, 100):
            pipe.execute()
    pipe.execute()
    return loaded

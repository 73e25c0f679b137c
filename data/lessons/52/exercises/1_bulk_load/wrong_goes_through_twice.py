# verdict: How often can you go through a generator
def load_prices(r, prices, size):
    loaded = sum(1 for pair in prices)
    pipe = r.pipeline(transaction=False)
    for product_id, cents in prices:
        pipe.set(f"price:{product_id}", cents, ex=86_400)
        if len(pipe) == size:
            pipe.execute()
    pipe.execute()
    return loaded

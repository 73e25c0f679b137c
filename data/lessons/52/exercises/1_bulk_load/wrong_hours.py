# verdict: it expires in 86 s
def load_prices(r, prices, size):
    pipe, loaded = r.pipeline(transaction=False), 0
    for product_id, cents in prices:
        pipe.set(f"price:{product_id}", cents, px=86_400)
        loaded += 1
        if len(pipe) == size:
            pipe.execute()
    pipe.execute()
    return loaded

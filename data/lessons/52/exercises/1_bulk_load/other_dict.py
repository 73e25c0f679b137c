def load_prices(r, prices, size):
    batch, loaded = [], 0

    def send():
        pipe = r.pipeline(transaction=False)
        for product_id, cents in batch:
            pipe.set(f"price:{product_id}", cents, px=86_400_000)
        pipe.execute()
        batch.clear()

    for pair in prices:
        batch.append(pair)
        loaded += 1
        if len(batch) >= size:
            send()
    if batch:
        send()
    return loaded

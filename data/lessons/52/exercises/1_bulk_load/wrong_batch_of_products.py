# verdict: the pairs of a batch, or its products
def store(r, batch):
    pipe = r.pipeline(transaction=False)
    for product_id, cents in batch.items():
        pipe.set(f"price:{product_id}", cents, ex=86400)
    pipe.execute()
    batch.clear()


def load_prices(r, prices, size):
    count, batch = 0, {}
    for product_id, cents in prices:
        count += 1
        batch[product_id] = cents
        if len(batch) == size:
            store(r, batch)
    store(r, batch)
    return count

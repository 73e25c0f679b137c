# verdict: Which price is right if a product comes twice
from itertools import islice


def load_prices(r, prices, size):
    feed, loaded = iter(prices), 0
    while batch := list(islice(feed, size)):
        pipe = r.pipeline(transaction=False)
        for product_id, cents in batch:
            pipe.set(f"price:{product_id}", cents, ex=86_400, nx=True)
        pipe.execute()
        loaded += len(batch)
    return loaded

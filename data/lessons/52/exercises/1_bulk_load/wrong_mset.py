# verdict: TTL price:0` is -1: the key never
from itertools import islice


def load_prices(r, prices, size):
    feed, loaded = iter(prices), 0
    while batch := list(islice(feed, size)):
        r.mset({f"price:{product_id}": cents for product_id, cents in batch})
        loaded += len(batch)
    return loaded

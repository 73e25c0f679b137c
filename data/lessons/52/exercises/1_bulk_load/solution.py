from itertools import islice

DAY = 24 * 60 * 60  # seconds


def load_prices(r, prices, size):
    """Store each (product_id, cents) for a day, `size` in a round trip; return how many."""
    feed, loaded = iter(prices), 0
    with r.pipeline(transaction=False) as pipe:  # other clients may come in between
        while batch := list(islice(feed, size)):
            for product_id, cents in batch:
                pipe.set(f"price:{product_id}", cents, ex=DAY)  # never without its TTL
            pipe.execute()
            loaded += len(batch)
    return loaded

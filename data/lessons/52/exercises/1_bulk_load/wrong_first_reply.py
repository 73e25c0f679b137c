# verdict: In which of a batch's replies
from itertools import islice


def load_prices(r, prices, size):
    count, feed = 0, iter(prices)
    while batch := list(islice(feed, size)):
        pipe = r.pipeline(transaction=False)
        for product_id, cents in batch:
            pipe.set(f"price:{product_id}", cents, ex=86400)
        first, *_ = pipe.execute(raise_on_error=False)
        if isinstance(first, Exception):
            raise first
        count += len(batch)
    return count

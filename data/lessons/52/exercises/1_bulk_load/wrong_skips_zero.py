# verdict: Which of the pairs does your function never send
from itertools import islice


def load_prices(r, prices, size):
    count, feed = 0, iter(prices)
    while batch := list(islice(feed, size)):
        pipe = r.pipeline(transaction=False)
        for product_id, cents in batch:
            if cents:
                pipe.set(f"price:{product_id}", cents, ex=86400)
        pipe.execute()
        count += len(batch)
    return count

# verdict: What do you count: pairs
from itertools import islice


def load_prices(r, prices, size):
    feed, products = iter(prices), set()
    while batch := list(islice(feed, size)):
        pipe = r.pipeline(transaction=False)
        for product_id, cents in batch:
            pipe.set(f"price:{product_id}", cents, ex=86_400)
            products.add(product_id)
        pipe.execute()
    return len(products)

from itertools import islice

STORE = "for at = 1, #KEYS do redis.call('SET', KEYS[at], ARGV[at], 'EX', 86400) end"


def load_prices(r, prices, size):
    feed, loaded = iter(prices), 0
    while batch := list(islice(feed, size)):
        keys = [f"price:{product_id}" for product_id, cents in batch]
        r.eval(STORE, len(keys), *keys, *(cents for product_id, cents in batch))
        loaded += len(batch)
    return loaded

from itertools import islice

STORE = """
for at, key in ipairs(KEYS) do redis.call('SET', key, ARGV[at], 'EX', 86400) end
"""


def load_prices(r, prices, size):
    store, feed, loaded = r.register_script(STORE), iter(prices), 0
    while batch := list(islice(feed, size)):
        keys = [f"price:{product_id}" for product_id, cents in batch]
        store(keys=keys, args=[cents for product_id, cents in batch])
        loaded += len(batch)
    return loaded

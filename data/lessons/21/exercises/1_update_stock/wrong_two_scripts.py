# verdict: between your look at the hash
STORE = "redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])"
NEWER = """
local held = redis.call('HGET', KEYS[1], 'version')
return not held or tonumber(held) < tonumber(ARGV[1])
"""


def update_stock(r, shop, product_id, stock):
    if not shop.set_stock(product_id, stock):
        return False
    row, key = shop.product(product_id), f"row:{product_id}"
    if r.eval(NEWER, 1, key, row["version"]):
        r.eval(STORE, 1, key, "version", row["version"])
        r.eval(STORE, 1, key, "stock", row["stock"])
    return True

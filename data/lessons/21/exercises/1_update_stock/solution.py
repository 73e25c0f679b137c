# Stores stock and version, unless the entry has a version that is as new.
STORE = """
local held = redis.call('HGET', KEYS[1], 'version')
if not held or tonumber(held) < tonumber(ARGV[2]) then
    redis.call('HSET', KEYS[1], 'stock', ARGV[1], 'version', ARGV[2])
end
"""


def update_stock(r, shop, product_id, stock):
    """Write the stock into the row, then stock and version into the hash `row:<id>`.

    Return True, or False if there's no such product.
    """
    if not shop.set_stock(product_id, stock):
        return False
    row = shop.product(product_id)  # may be newer than what was written here, which is fine
    r.eval(STORE, 1, f"row:{product_id}", row["stock"], row["version"])
    return True

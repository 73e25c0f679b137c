# verdict: and which of them does the exercise ask for
STORE = """
local held = redis.call('HGET', KEYS[1], 'version')
if not held or tonumber(held) < tonumber(ARGV[1]) then redis.call('HSET', KEYS[1], unpack(ARGV, 2)) end
"""


def update_stock(r, shop, product_id, stock):
    if not shop.set_stock(product_id, stock):
        return False
    row = shop.product(product_id)
    r.eval(STORE, 1, f"row:{product_id}", row["version"], *[part for pair in row.items() for part in pair])
    return True

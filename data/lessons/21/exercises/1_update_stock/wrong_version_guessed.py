# verdict: where does your function get it from
STORE = """
local held = redis.call('HGET', KEYS[1], 'version')
if not held or tonumber(held) < tonumber(ARGV[2]) then
    redis.call('HSET', KEYS[1], 'stock', ARGV[1], 'version', ARGV[2])
end
"""


def update_stock(r, shop, product_id, stock):
    row = shop.product(product_id)
    if row is None or not shop.set_stock(product_id, stock):
        return False
    r.eval(STORE, 1, f"row:{product_id}", stock, row["version"] + 1)
    return True

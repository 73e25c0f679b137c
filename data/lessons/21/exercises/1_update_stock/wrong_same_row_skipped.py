# verdict: the key was deleted and the same stock set
STORE = """
local held = redis.call('HGET', KEYS[1], 'version')
if not held or tonumber(held) < tonumber(ARGV[2]) then
    redis.call('HSET', KEYS[1], 'stock', ARGV[1], 'version', ARGV[2])
end
"""


def update_stock(r, shop, product_id, stock):
    row = shop.product(product_id)
    if row and row["stock"] == stock:
        return True
    if not shop.set_stock(product_id, stock):
        return False
    row = shop.product(product_id)
    r.eval(STORE, 1, f"row:{product_id}", row["stock"], row["version"])
    return True

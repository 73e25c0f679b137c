NEWER = """
local kept = redis.call('HGET', KEYS[1], 'version')
if not kept or tonumber(kept) < tonumber(ARGV[2]) then
    redis.call('HSET', KEYS[1], 'stock', ARGV[1], 'version', ARGV[2])
    redis.call('EXPIRE', KEYS[1], 300)
end
"""


def store(r, row):
    r.eval(NEWER, 1, f"stock:{row['id']}", row["stock"], row["version"])


def read_stock(r, shop, product_id):
    cached = r.hget(f"stock:{product_id}", "stock")
    if cached is not None:
        return int(cached)
    row = shop.product(product_id)
    store(r, row)
    return row["stock"]


def update_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    store(r, shop.product(product_id))

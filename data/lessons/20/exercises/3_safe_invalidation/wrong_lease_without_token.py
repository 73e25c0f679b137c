# verdict: permission to store is its own
FILL = """
if redis.call('DEL', KEYS[2]) == 1 then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', 300)
end
"""


def read_stock(r, shop, product_id):
    key, lease = f"stock:{product_id}", f"lease:stock:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return int(cached)
    r.set(lease, "taken", nx=True, ex=10)
    stock = shop.product(product_id)["stock"]
    r.eval(FILL, 2, key, lease, stock)
    return stock


def update_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}", f"lease:stock:{product_id}")

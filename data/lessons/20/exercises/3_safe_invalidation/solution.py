import secrets

# Stores the stock, if the lease is still the reader's own.
FILL = """
if redis.call('GET', KEYS[2]) == ARGV[2] then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', 300)
    redis.call('DEL', KEYS[2])
end
"""


def read_stock(r, shop, product_id):
    """Return how many pieces are in stock, through the key `stock:<id>`."""
    key, lease = f"stock:{product_id}", f"lease:stock:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return int(cached)
    token = secrets.token_hex(8)
    r.set(lease, token, nx=True, ex=10)
    stock = shop.product(product_id)["stock"]
    r.eval(FILL, 2, key, lease, stock, token)
    return stock


def update_stock(r, shop, product_id, stock):
    """Change the stock in the database; leave no old number in the cache."""
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}", f"lease:stock:{product_id}")

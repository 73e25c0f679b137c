# verdict: is -1: the key never expires
import secrets

FILL = """
if redis.call('GET', KEYS[2]) == ARGV[2] then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', 300)
    redis.call('DEL', KEYS[2])
end
"""


def read_stock(r, shop, product_id):
    key, lease = f"stock:{product_id}", f"lease:stock:{product_id}"
    cached = r.get(key)
    if cached is not None:
        return int(cached)
    token = secrets.token_hex(8)
    if r.setnx(lease, token):
        r.expire(lease, 10)
    stock = shop.product(product_id)["stock"]
    r.eval(FILL, 2, key, lease, stock, token)
    return stock


def update_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}", f"lease:stock:{product_id}")

import json
import secrets

import redis

DOWN = redis.ConnectionError, redis.TimeoutError
FILL = """
if redis.call('GET', KEYS[2]) == ARGV[2] then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', 300)
    redis.call('DEL', KEYS[2])
end
"""


def get_product(r, shop, memory, product_id, now):
    product, expires = memory.get(product_id, (None, now))
    if now >= expires:
        try:
            text = r.get(f"product:{product_id}")
            product = json.loads(text) if text else fill(r, shop, product_id)
        except DOWN:
            product = shop.product(product_id)
        if product is not None:
            memory[product_id] = product, now + 1
    return dict(product) if product else None


def fill(r, shop, product_id):
    token = secrets.token_hex(8)
    r.set(f"lease:{product_id}", token, nx=True, ex=10)
    product = shop.product(product_id)
    if product is not None:
        r.eval(FILL, 2, f"product:{product_id}", f"lease:{product_id}", json.dumps(product), token)
    return product


def change_price(r, shop, product_id, cents):
    shop.set_price(product_id, cents)
    try:
        r.delete(f"product:{product_id}", f"lease:{product_id}")
    except DOWN:
        pass

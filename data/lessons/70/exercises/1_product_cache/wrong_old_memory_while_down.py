# verdict: 2 s after it was read
import json
import secrets

import redis

DOWN = redis.ConnectionError, redis.TimeoutError

# Stores the product if the lease is still the reader's own.
FILL = """
if redis.call('GET', KEYS[2]) == ARGV[2] then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', 300)
    redis.call('DEL', KEYS[2])
end
"""


def get_product(r, shop, memory, product_id, now):
    """Return the product as a dict, or None: from memory, Redis, or the database."""
    text, expires = memory.get(product_id, (None, now))
    if now >= expires:
        try:
            text = r.get(f"product:{product_id}") or fill(r, shop, product_id)
        except DOWN:
            text = text or json.dumps(shop.product(product_id))
        if text != "null":
            memory[product_id] = text, now + 1
    return json.loads(text)


def fill(r, shop, product_id):
    """Read the product and store it in Redis, unless it has changed meanwhile."""
    key, lease, token = f"product:{product_id}", f"lease:{product_id}", secrets.token_hex(8)
    r.set(lease, token, nx=True, ex=10)
    text = json.dumps(shop.product(product_id))
    if text != "null":
        r.eval(FILL, 2, key, lease, text, token)
    return text


def change_price(r, shop, product_id, cents):
    """Change the price in the database, so that no page shows the old one for long."""
    shop.set_price(product_id, cents)
    try:
        r.delete(f"product:{product_id}", f"lease:{product_id}")
    except DOWN:
        pass  # a cache that was killed comes back empty

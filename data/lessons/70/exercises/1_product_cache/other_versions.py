import json

import redis

DOWN = redis.ConnectionError, redis.TimeoutError

# Stores a product unless Redis has a newer version of it.
STORE = """
local held = redis.call('GET', KEYS[1])
if not held or cjson.decode(held).version < cjson.decode(ARGV[1]).version then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', 300)
end
"""


def get_product(r, shop, memory, product_id, now):
    text, expires = memory.get(product_id, (None, now))
    if now >= expires:
        try:
            text = r.get(f"product:{product_id}") or store(r, shop, product_id)
        except DOWN:
            text = json.dumps(shop.product(product_id))
        if text != "null":
            memory[product_id] = text, now + 1
    return json.loads(text)


def store(r, shop, product_id):
    text = json.dumps(shop.product(product_id))
    if text != "null":
        r.eval(STORE, 1, f"product:{product_id}", text)
    return text


def change_price(r, shop, product_id, cents):
    shop.set_price(product_id, cents)
    try:
        store(r, shop, product_id)
    except DOWN:
        pass

# verdict: at the moment of its `SET`
import json

import redis

DOWN = redis.ConnectionError, redis.TimeoutError


def get_product(r, shop, memory, product_id, now):
    text, expires = memory.get(product_id, (None, now))
    if now >= expires:
        try:
            text = r.get(f"product:{product_id}") or fill(r, shop, product_id)
        except DOWN:
            text = json.dumps(shop.product(product_id))
        if text != "null":
            memory[product_id] = text, now + 1
    return json.loads(text)


def fill(r, shop, product_id):
    text = json.dumps(shop.product(product_id))
    if text != "null":
        r.set(f"product:{product_id}", text, ex=300)
    return text


def change_price(r, shop, product_id, cents):
    shop.set_price(product_id, cents)
    try:
        r.delete(f"product:{product_id}")
    except DOWN:
        pass

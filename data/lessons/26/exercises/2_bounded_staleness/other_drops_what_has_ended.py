import uuid

STORE = """
if redis.call('GET', KEYS[2]) == ARGV[2] then
    return redis.call('SETEX', KEYS[1], 300, ARGV[1])
end
"""


def change_stock(r, shop, product_id, stock):
    if shop.set_stock(product_id, stock):
        r.pipeline().unlink(f"stock:{product_id}", f"lease:{product_id}").publish(
            "changed", str(product_id)
        ).execute()


def read_stock(r, shop, memory, messages, product_id, now):
    message = messages.get_message(ignore_subscribe_messages=True)
    while message is not None:
        if message["type"] == "message":
            memory.pop(f"stock:{message['data']}", None)
        message = messages.get_message(ignore_subscribe_messages=True)
    key = f"stock:{product_id}"
    if key in memory:
        stock, read = memory[key]
        if now - read < 5:
            return stock
        del memory[key]
    stock = r.get(key)
    if stock is None:
        token = str(uuid.uuid4())
        r.set(f"lease:{product_id}", token, nx=True, px=20_000)
        stock = shop.product(product_id)["stock"]
        r.eval(STORE, 2, key, f"lease:{product_id}", stock, token)
    memory[key] = (int(stock), now)
    return int(stock)

def change_stock(r, shop, product_id, stock):
    if shop.set_stock(product_id, stock):
        r.pipeline().unlink(f"stock:{product_id}").publish("changed", str(product_id)).execute()


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
        stock = shop.product(product_id)["stock"]
        r.set(key, stock, ex=300)
    memory[key] = (int(stock), now)
    return int(stock)

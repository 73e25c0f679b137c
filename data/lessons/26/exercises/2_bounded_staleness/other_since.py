def change_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    with r.pipeline(transaction=True) as pipe:
        pipe.delete(f"stock:{product_id}")
        pipe.publish("changed", product_id)
        pipe.execute()


def read_stock(r, shop, memory, messages, product_id, now):
    while (message := messages.get_message()) is not None:
        memory.pop(str(message["data"]), None)
    key = str(product_id)
    entry = memory.get(key)
    if entry is None or now - entry["since"] >= 5:
        stock = r.get(f"stock:{key}")
        if stock is None:
            stock = shop.product(product_id)["stock"]
            r.set(f"stock:{key}", stock, ex=300)
        entry = memory[key] = {"stock": int(stock), "since": now}
    return entry["stock"]

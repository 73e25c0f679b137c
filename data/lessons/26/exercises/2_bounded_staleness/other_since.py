from redis import WatchError


def change_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    with r.pipeline(transaction=True) as pipe:
        pipe.publish("changed", product_id)  # in the same step as the DEL
        pipe.delete(f"stock:{product_id}")
        pipe.set(f"changes:{product_id}", pipe_id(), ex=300)
        pipe.execute()


def pipe_id():
    import uuid

    return str(uuid.uuid4())


def read_stock(r, shop, memory, messages, product_id, now):
    while (message := messages.get_message()) is not None:
        memory.pop(str(message["data"]), None)
    key = str(product_id)
    entry = memory.get(key)
    if entry is None or now - entry["since"] >= 5:
        stock = r.get(f"stock:{key}")
        if stock is None:
            stock = from_database(r, shop, product_id)
        entry = memory[key] = {"stock": int(stock), "since": now}
    return entry["stock"]


def from_database(r, shop, product_id):
    with r.pipeline() as pipe:
        pipe.watch(f"changes:{product_id}")
        stock = shop.product(product_id)["stock"]
        pipe.multi()
        pipe.set(f"stock:{product_id}", stock, ex=300)
        try:
            pipe.execute()
        except WatchError:
            pass  # changed meanwhile, so not stored
    return stock

# verdict: with a stock of 0 in Redis
def change_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}")
    r.publish("changed", product_id)


def read_stock(r, shop, memory, messages, product_id, now):
    while message := messages.get_message():
        memory.pop(int(message["data"]), None)
    stock, end = memory.get(product_id, (None, now))
    if now < end:
        return stock
    stock = r.get(f"stock:{product_id}")
    if not stock or stock == "0":
        stock = shop.product(product_id)["stock"]
        r.set(f"stock:{product_id}", stock, ex=300)
    memory[product_id] = int(stock), now + 5
    return int(stock)

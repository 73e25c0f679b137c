# verdict: the server holds no `stock:24`
def change_stock(r, shop, product_id, stock):
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}")
    r.publish("changed", product_id)


def read_stock(r, shop, memory, messages, product_id, now):
    while message := messages.get_message():
        memory.pop(int(message["data"]), None)
    stock, end = memory.get(product_id, (None, now))
    if now >= end:
        stock = shop.product(product_id)["stock"]
        memory[product_id] = stock, now + 5
    return stock

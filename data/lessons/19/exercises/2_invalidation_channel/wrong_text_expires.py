# verdict: `product:007` expires in
def change_product(r, product, text):
    r.set(f"product:{product}", text, ex=3600)
    r.publish("invalidate", product)


def drop_stale(r, cache, messages):
    before = len(cache)
    while message := messages.get_message(timeout=0.2):
        if message["type"] == "subscribe":
            cache.clear()
        else:
            cache.pop(message["data"], None)
    return before - len(cache)

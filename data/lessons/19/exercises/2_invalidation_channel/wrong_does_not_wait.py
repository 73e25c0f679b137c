# verdict: if you don't pass a timeout
def change_product(r, product, text):
    r.set(f"product:{product}", text)
    r.publish("invalidate", product)


def drop_stale(r, cache, messages):
    before = len(cache)
    while message := messages.get_message():
        if message["type"] == "subscribe":
            cache.clear()
        else:
            cache.pop(message["data"], None)
    return before - len(cache)

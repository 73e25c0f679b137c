# verdict: limits how many messages it reads
def change_product(r, product, text):
    r.set(f"product:{product}", text)
    r.publish("invalidate", product)


def drop_stale(r, cache, messages):
    before = len(cache)
    for _ in range(10):
        message = messages.get_message(timeout=0.2)
        if message and message["type"] == "subscribe":
            cache.clear()
        elif message:
            cache.pop(message["data"], None)
    return before - len(cache)

# verdict: What is the text of a product that has none
def change_product(r, product, text):
    if text:
        r.set(f"product:{product}", text)
    else:
        r.delete(f"product:{product}")
    r.publish("invalidate", product)


def drop_stale(r, cache, messages):
    before = len(cache)
    while message := messages.get_message(timeout=0.2):
        if message["type"] == "subscribe":
            cache.clear()
        else:
            cache.pop(message["data"], None)
    return before - len(cache)

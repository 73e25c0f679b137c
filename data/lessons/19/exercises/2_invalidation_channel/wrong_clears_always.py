# verdict: without any message
def change_product(r, product, text):
    r.set(f"product:{product}", text)
    r.publish("invalidate", product)


def drop_stale(r, cache, messages):
    before = len(cache)
    heard = 0
    while message := messages.get_message(timeout=0.2):
        cache.pop(message["data"], None)
        heard += 1
    if not heard:
        cache.clear()
    return before - len(cache)

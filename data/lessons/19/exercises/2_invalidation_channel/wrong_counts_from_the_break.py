# verdict: before it found the break
def change_product(r, product, text):
    r.set(f"product:{product}", text)
    r.publish("invalidate", product)


def drop_stale(r, cache, messages):
    removed = 0
    while message := messages.get_message(timeout=0.2):
        if message["type"] == "subscribe":
            removed = len(cache)
            cache.clear()
        elif cache.pop(message["data"], None) is not None:
            removed += 1
    return removed

# verdict: an empty text, and returned 5
def change_product(r, product, text):
    r.set(f"product:{product}", text)
    r.publish("invalidate", product)


def drop_stale(r, cache, messages):
    dropped = 0
    while message := messages.get_message(timeout=0.2):
        if message["type"] == "subscribe":
            dropped += len(cache)
            cache.clear()
        else:
            cache.pop(message["data"], None)
            dropped += 1
    return dropped

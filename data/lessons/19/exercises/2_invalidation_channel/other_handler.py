def change_product(r, product, text):
    r.pipeline(transaction=True).set(f"product:{product}", text).publish("invalidate", product).execute()


def drop_stale(r, cache, messages):
    stale = set()
    while message := messages.get_message(timeout=0.15):
        stale |= set(cache) if message["type"] == "subscribe" else {message["data"]} & set(cache)
    for product in stale:
        del cache[product]
    return len(stale)

# verdict: From which moment on
import time


def change_product(r, product, text):
    r.set(f"product:{product}", text)
    r.publish("invalidate", product)


def drop_stale(r, cache, messages):
    before, end = len(cache), time.monotonic() + 0.2
    while time.monotonic() < end:
        message = messages.get_message(timeout=0.2)
        if message and message["type"] == "subscribe":
            cache.clear()
        elif message:
            cache.pop(message["data"], None)
    return before - len(cache)

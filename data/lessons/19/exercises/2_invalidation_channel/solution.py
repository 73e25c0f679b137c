def change_product(r, product, text):
    """Store the text in the key `product:<product>`, then publish the product's id on the
    channel `invalidate`. Return nothing."""
    r.set(f"product:{product}", text)
    r.publish("invalidate", product)


def drop_stale(r, cache, messages):
    """Read the messages that have arrived at the subscriber `messages`. Remove what they
    name from the dict `cache`, id (str) to text; everything, if the subscription was
    renewed. Return how many entries were removed."""
    before = len(cache)
    while message := messages.get_message(timeout=0.2):
        if message["type"] == "subscribe":
            cache.clear()
        else:
            cache.pop(message["data"], None)
    return before - len(cache)

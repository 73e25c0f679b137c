# verdict: What does your function return once
def change_price(r, product, cents):
    key = f"price:{product}"
    r.set(key, cents)
    return r.publish(key, cents)


def price_alerts(r, limit, count):
    with r.pubsub(ignore_subscribe_messages=True) as prices:
        prices.psubscribe("price:*")
        for message in prices.listen():
            if int(message["data"]) < limit:
                yield message["channel"].removeprefix("price:"), int(message["data"])
                count -= 1
            if not count:
                return

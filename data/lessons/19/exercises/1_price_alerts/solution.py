def change_price(r, product, cents):
    """Store the price (cents, int) in the key `price:<product>`, then publish it on the
    channel of the same name. Return how many subscribers it was sent to."""
    key = f"price:{product}"
    r.set(key, cents)
    return r.publish(key, cents)


def price_alerts(r, limit, count):
    """Listen to the channels `price:<product>` of all products. Return the first `count`
    prices below `limit` as a list of (product, cents), a str and an int, unsubscribed."""
    alerts = []
    with r.pubsub(ignore_subscribe_messages=True) as prices:
        prices.psubscribe("price:*")
        for message in prices.listen():
            product, cents = message["channel"].removeprefix("price:"), int(message["data"])
            if cents < limit:
                alerts.append((product, cents))
            if len(alerts) == count:
                return alerts

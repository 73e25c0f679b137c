# verdict: were [('3', 1000)
def change_price(r, product, cents):
    key = f"price:{product}"
    r.set(key, cents)
    return r.publish(key, cents)


def price_alerts(r, limit, count):
    alerts = []
    with r.pubsub(ignore_subscribe_messages=True) as prices:
        prices.psubscribe("price:*")
        for message in prices.listen():
            product, cents = message["channel"].removeprefix("price:"), int(message["data"])
            if cents <= limit:
                alerts.append((product, cents))
            if len(alerts) == count:
                return alerts

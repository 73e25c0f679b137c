# verdict: published on `price:3` reached 0
def change_price(r, product, cents):
    key = f"price:{product}"
    r.set(key, cents)
    return r.publish(key, cents)


def price_alerts(r, limit, count):
    alerts = []
    with r.pubsub(ignore_subscribe_messages=True) as prices:
        prices.subscribe("price:456")
        for message in prices.listen():
            if int(message["data"]) < limit:
                alerts.append((message["channel"].removeprefix("price:"), int(message["data"])))
            if len(alerts) == count:
                return alerts

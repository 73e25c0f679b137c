# verdict: received None and None
def change_price(r, product, cents):
    r.set(f"price:{product}", cents)
    return r.publish("prices", f"{product} {cents}")


def price_alerts(r, limit, count):
    alerts = []
    with r.pubsub(ignore_subscribe_messages=True) as prices:
        prices.psubscribe("price:*")
        for message in prices.listen():
            product, cents = message["channel"].removeprefix("price:"), int(message["data"])
            if cents < limit:
                alerts.append((product, cents))
            if len(alerts) == count:
                return alerts

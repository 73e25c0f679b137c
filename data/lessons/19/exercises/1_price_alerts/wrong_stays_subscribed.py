# verdict: it was still subscribed
def change_price(r, product, cents):
    key = f"price:{product}"
    r.set(key, cents)
    return r.publish(key, cents)


def price_alerts(r, limit, count):
    alerts = []
    prices = r.pubsub(ignore_subscribe_messages=True)
    prices.psubscribe("price:*")
    while len(alerts) < count:
        message = prices.get_message(timeout=1)
        if message and int(message["data"]) < limit:
            alerts.append((message["channel"].removeprefix("price:"), int(message["data"])))
    return alerts

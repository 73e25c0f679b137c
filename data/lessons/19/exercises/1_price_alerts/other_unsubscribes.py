def change_price(r, product, cents):
    key = f"price:{product}"
    r.set(key, cents)
    return r.publish(key, cents)


def price_alerts(r, limit, count):
    alerts = []
    prices = r.pubsub(ignore_subscribe_messages=True)
    prices.psubscribe("*")
    while len(alerts) < count:
        message = prices.get_message(timeout=1)
        if message and message["channel"].startswith("price:") and int(message["data"]) < limit:
            alerts.append((message["channel"].split(":", 1)[1], int(message["data"])))
    prices.punsubscribe()
    return alerts

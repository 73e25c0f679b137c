# verdict: no message has arrived for a while
def change_price(r, product, cents):
    key = f"price:{product}"
    r.set(key, cents)
    return r.publish(key, cents)


def price_alerts(r, limit, count):
    alerts = []
    with r.pubsub() as prices:
        prices.psubscribe("price:*")
        while len(alerts) < count and (message := prices.get_message(timeout=1)):
            if message["type"] == "pmessage" and int(message["data"]) < limit:
                alerts.append((message["channel"].removeprefix("price:"), int(message["data"])))
    return alerts

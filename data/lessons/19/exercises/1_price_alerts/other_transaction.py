def change_price(r, product, cents):
    _, told = (
        r.pipeline(transaction=True)
        .set(f"price:{product}", cents)
        .publish(f"price:{product}", cents)
        .execute()
    )
    return told


def price_alerts(r, limit, count):
    alerts = []
    prices = r.pubsub()
    prices.psubscribe("price:*")
    try:
        while len(alerts) < count:
            message = prices.get_message(timeout=0.5)
            if message and message["type"] == "pmessage" and int(message["data"]) < limit:
                alerts.append((message["channel"].removeprefix("price:"), int(message["data"])))
    finally:
        prices.punsubscribe()
        prices.close()
    return alerts

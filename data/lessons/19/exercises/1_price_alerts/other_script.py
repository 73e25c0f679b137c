CHANGE = """
redis.call('SET', KEYS[1], ARGV[1])
return redis.call('PUBLISH', KEYS[1], ARGV[1])
"""


def change_price(r, product, cents):
    return r.eval(CHANGE, 1, f"price:{product}", cents)


def price_alerts(r, limit, count):
    alerts = []

    def look(message):
        if int(message["data"]) < limit:
            alerts.append((message["channel"][6:], int(message["data"])))

    with r.pubsub() as prices:
        prices.psubscribe(**{"price:*": look})
        while len(alerts) < count:
            prices.get_message(timeout=1)
    return alerts

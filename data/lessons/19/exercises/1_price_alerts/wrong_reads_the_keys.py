# verdict: subscribed to no channel
def change_price(r, product, cents):
    key = f"price:{product}"
    r.set(key, cents)
    return r.publish(key, cents)


def price_alerts(r, limit, count):
    prices = [(key.removeprefix("price:"), int(r.get(key))) for key in r.scan_iter("price:*")]
    return [(product, cents) for product, cents in prices if cents < limit][:count]

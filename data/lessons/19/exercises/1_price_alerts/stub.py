def change_price(r, product, cents):
    """Store the price (cents, int) in the key `price:<product>`, then publish it on the
    channel of the same name. Return how many subscribers it was sent to."""
    ...


def price_alerts(r, limit, count):
    """Listen to the channels `price:<product>` of all products. Return the first `count`
    prices below `limit` as a list of (product, cents), a str and an int, unsubscribed."""
    ...

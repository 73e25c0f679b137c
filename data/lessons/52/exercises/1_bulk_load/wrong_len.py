# verdict: Can a generator tell you how many
def load_prices(r, prices, size):
    pipe = r.pipeline(transaction=False)
    for number, (product_id, cents) in enumerate(prices, 1):
        pipe.set(f"price:{product_id}", cents, ex=86_400)
        if number % size == 0 or number == len(prices):
            pipe.execute()
    return len(prices)

# verdict: Where are the prices that you've taken
def load_prices(r, prices, size):
    prices = list(prices)
    for start in range(0, len(prices), size):
        pipe = r.pipeline(transaction=False)
        for product_id, cents in prices[start : start + size]:
            pipe.set(f"price:{product_id}", cents, ex=86_400)
        pipe.execute()
    return len(prices)

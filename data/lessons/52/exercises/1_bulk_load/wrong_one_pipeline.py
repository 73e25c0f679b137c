# verdict: Where are the prices that you've taken
def load_prices(r, prices, size):
    pipe = r.pipeline(transaction=False)
    for product_id, cents in prices:
        pipe.set(f"price:{product_id}", cents, ex=86_400)
    return len(pipe.execute())

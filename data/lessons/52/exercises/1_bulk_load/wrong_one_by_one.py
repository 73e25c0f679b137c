# verdict: How many prices does one round trip of yours carry
def load_prices(r, prices, size):
    loaded = 0
    for product_id, cents in prices:
        r.set(f"price:{product_id}", cents, ex=86_400)
        loaded += 1
    return loaded

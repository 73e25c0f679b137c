# verdict: Is a stock of 0
def save(r, products):
    """Store `products`, a dict of product ID → (cents, stock)."""
    buckets = {}
    for product, (cents, stock) in products.items():
        if not stock:
            continue
        fields = buckets.setdefault(f"product:{product // 100}", {})
        fields[product % 100] = f"{cents},{stock}"
    with r.pipeline(transaction=False) as pipe:
        for key, fields in buckets.items():
            pipe.hset(key, mapping=fields)
        pipe.execute()


def load(r, product):
    """Return (cents, stock) of the product with this ID, or None."""
    text = r.hget(f"product:{product // 100}", product % 100)
    if text is None:
        return None
    cents, stock = text.split(",")
    return int(cents), int(stock)

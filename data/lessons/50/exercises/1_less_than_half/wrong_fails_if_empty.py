# verdict: if there's nothing to save
def save(r, products):
    first, last = min(products) // 100, max(products) // 100
    buckets = {f"product:{bucket}": {} for bucket in range(first, last + 1)}
    for product, (cents, stock) in products.items():
        buckets[f"product:{product // 100}"][product % 100] = f"{cents},{stock}"
    with r.pipeline(transaction=False) as pipe:
        for key, fields in buckets.items():
            if fields:
                pipe.hset(key, mapping=fields)
        pipe.execute()


def load(r, product):
    text = r.hget(f"product:{product // 100}", product % 100)
    if text is None:
        return None
    cents, stock = text.split(",")
    return int(cents), int(stock)

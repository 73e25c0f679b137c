# verdict: other products of the bucket
def save(r, products):
    buckets = {}
    for product, (cents, stock) in products.items():
        buckets.setdefault(f"product:{product // 100}", {})[product % 100] = f"{cents},{stock}"
    with r.pipeline() as pipe:
        for key, fields in buckets.items():
            pipe.delete(key)
            pipe.hset(key, mapping=fields)
        pipe.execute()


def load(r, product):
    text = r.hget(f"product:{product // 100}", product % 100)
    return None if text is None else tuple(map(int, text.split(",")))

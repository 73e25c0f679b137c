# verdict: types
def save(r, products):
    with r.pipeline() as pipe:
        for product, (cents, stock) in products.items():
            pipe.hset(f"product:{product // 100}", product % 100, f"{cents},{stock}")
        pipe.execute()


def load(r, product):
    text = r.hget(f"product:{product // 100}", product % 100)
    return None if text is None else tuple(text.split(","))

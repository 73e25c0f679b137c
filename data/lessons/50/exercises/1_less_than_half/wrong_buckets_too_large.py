# verdict: of what the strings take
def save(r, products):
    with r.pipeline(transaction=False) as pipe:
        for product, (cents, stock) in products.items():
            pipe.hset(f"product:{product // 1000}", product % 1000, f"{cents},{stock}")
        pipe.execute()


def load(r, product):
    text = r.hget(f"product:{product // 1000}", product % 1000)
    return None if text is None else tuple(map(int, text.split(",")))

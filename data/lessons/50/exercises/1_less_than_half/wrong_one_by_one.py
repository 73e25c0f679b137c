# verdict: round trips
def save(r, products):
    for product, (cents, stock) in products.items():
        r.hset(f"product:{product // 100}", product % 100, f"{cents},{stock}")


def load(r, product):
    text = r.hget(f"product:{product // 100}", product % 100)
    return None if text is None else tuple(map(int, text.split(",")))

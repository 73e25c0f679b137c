# verdict: of what the strings take
def save(r, products):
    r.hset("product", mapping={n: f"{cents},{stock}" for n, (cents, stock) in products.items()})


def load(r, product):
    text = r.hget("product", product)
    return None if text is None else tuple(map(int, text.split(",")))

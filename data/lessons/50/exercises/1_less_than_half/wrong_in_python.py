# verdict: called by two processes in turn
PRODUCTS = {}


def save(r, products):
    PRODUCTS.update(products)
    with r.pipeline() as pipe:
        for product, (cents, stock) in products.items():
            pipe.hset(f"product:{product // 100}", product % 100, f"{cents},{stock}")
        pipe.execute()


def load(r, product):
    return PRODUCTS.get(product)

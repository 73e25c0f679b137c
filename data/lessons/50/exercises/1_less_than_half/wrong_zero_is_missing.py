# verdict: price of 0
def save(r, products):
    with r.pipeline() as pipe:
        for product, (cents, stock) in products.items():
            bucket, field = divmod(product, 100)
            pipe.hset(f"product:{bucket}", field, cents * 1_000_001 + stock)
        pipe.execute()


def load(r, product):
    bucket, field = divmod(product, 100)
    number = int(r.hget(f"product:{bucket}", field) or 0)
    return divmod(number, 1_000_001) if number else None

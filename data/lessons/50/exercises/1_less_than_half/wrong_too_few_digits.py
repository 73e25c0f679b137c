# verdict: largest values
def save(r, products):
    with r.pipeline() as pipe:
        for product, (cents, stock) in products.items():
            bucket, field = divmod(product, 100)
            pipe.hset(f"product:{bucket}", field, cents * 1_000_000 + stock)
        pipe.execute()


def load(r, product):
    bucket, field = divmod(product, 100)
    number = r.hget(f"product:{bucket}", field)
    return None if number is None else divmod(int(number), 1_000_000)

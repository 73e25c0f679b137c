MANY = 1_000_001  # more than the largest stock


def save(r, products):
    with r.pipeline() as pipe:
        for product, (cents, stock) in products.items():
            bucket, field = divmod(product, 64)
            pipe.hset(f"product:{bucket}", field, cents * MANY + stock)
        pipe.execute()


def load(r, product):
    bucket, field = divmod(product, 64)
    number = r.hget(f"product:{bucket}", field)
    return None if number is None else divmod(int(number), MANY)

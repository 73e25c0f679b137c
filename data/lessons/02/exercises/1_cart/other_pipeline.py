def add_to_cart(r, customer, product, quantity):
    key = f"cart:{customer}"
    return int(r.pipeline().hincrby(key, product, quantity).hget(key, product).execute()[1])


def read_cart(r, customer):
    return {name: int(count) for name, count in r.hgetall(f"cart:{customer}").items()}

# verdict: holds no key `cart:ana`
def add_to_cart(r, customer, product, pieces):
    return r.incrby(f"cart:{customer}:{product}", pieces)


def read_cart(r, customer):
    prefix = f"cart:{customer}:"
    return {key.removeprefix(prefix): int(r.get(key)) for key in r.scan_iter(prefix + "*")}

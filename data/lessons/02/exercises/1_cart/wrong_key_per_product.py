# verdict: the server holds [
def add_to_cart(r, customer, product, quantity):
    return r.incrby(f"cart:{customer}:{product}", quantity)


def read_cart(r, customer):
    prefix = f"cart:{customer}:"
    return {key.removeprefix(prefix): int(r.get(key)) for key in r.scan_iter(prefix + "*")}

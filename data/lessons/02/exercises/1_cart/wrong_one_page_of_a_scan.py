# verdict: `read_cart` returned a dict of
def add_to_cart(r, customer, product, quantity):
    return r.hincrby(f"cart:{customer}", product, quantity)


def read_cart(r, customer):
    return {p: int(q) for p, q in r.hscan(f"cart:{customer}")[1].items()}

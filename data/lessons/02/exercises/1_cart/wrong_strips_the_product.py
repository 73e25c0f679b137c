# verdict: which product does this reply belong
def add_to_cart(r, customer, product, quantity):
    return r.hincrby(f"cart:{customer}", product.strip(), quantity)


def read_cart(r, customer):
    return {p: int(q) for p, q in r.hgetall(f"cart:{customer}").items()}

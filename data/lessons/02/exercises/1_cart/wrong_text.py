# verdict: with numbers as values
def add_to_cart(r, customer, product, pieces):
    return r.hincrby(f"cart:{customer}", product, pieces)


def read_cart(r, customer):
    return r.hgetall(f"cart:{customer}")

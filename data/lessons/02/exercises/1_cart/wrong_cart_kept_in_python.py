# verdict: what does a second process know of it

seen = {}


def add_to_cart(r, customer, product, quantity):
    seen.pop(customer, None)
    return r.hincrby(f"cart:{customer}", product, quantity)


def read_cart(r, customer):
    if customer not in seen:
        seen[customer] = {p: int(q) for p, q in r.hgetall(f"cart:{customer}").items()}
    return seen[customer]

# verdict: each a `bool`
def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer)


def draw(r, raffle, n):
    return [int(customer) for customer in r.spop(f"raffle:{raffle}", n)]

# verdict: the second time returned True
def enter(r, raffle, customer):
    return r.rpush(f"raffle:{raffle}", customer) > 0


def draw(r, raffle, n):
    return [int(customer) for customer in r.lpop(f"raffle:{raffle}", n) or []]

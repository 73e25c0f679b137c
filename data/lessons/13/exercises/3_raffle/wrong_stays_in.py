# verdict: of them again
def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    return [int(customer) for customer in r.srandmember(f"raffle:{raffle}", n)]

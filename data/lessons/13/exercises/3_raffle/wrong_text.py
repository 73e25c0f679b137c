# verdict: which aren't numbers
def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    return list(r.spop(f"raffle:{raffle}", n))

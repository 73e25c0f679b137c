# verdict: there is no key `raffle:summer`
def enter(r, raffle, customer):
    return r.sadd("raffle", customer) == 1


def draw(r, raffle, n):
    return [int(customer) for customer in r.spop("raffle", n)]

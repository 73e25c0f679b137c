# verdict: Which type does redis-py return, and which one does the caller want
def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    return {int(customer) for customer in r.spop(f"raffle:{raffle}", n)}

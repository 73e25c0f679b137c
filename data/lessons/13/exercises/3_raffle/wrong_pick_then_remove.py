# verdict: a customer won twice
def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    winners = r.srandmember(f"raffle:{raffle}", n)
    if winners:
        r.srem(f"raffle:{raffle}", *winners)
    return [int(customer) for customer in winners]

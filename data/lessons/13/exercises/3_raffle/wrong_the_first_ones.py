# verdict: the same three won each time
def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    winners = sorted(r.smembers(f"raffle:{raffle}"), key=int)[:n]
    if winners:
        r.srem(f"raffle:{raffle}", *winners)
    return [int(customer) for customer in winners]

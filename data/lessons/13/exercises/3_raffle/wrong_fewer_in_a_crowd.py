# verdict: winners in all
def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    key = f"raffle:{raffle}"
    return [int(customer) for customer in r.srandmember(key, n) if r.srem(key, customer)]

# verdict: a key that never expires
def enter(r, raffle, customer):
    with r.pipeline() as pipe:
        new, _ = pipe.sadd(f"raffle:{raffle}", customer).expire(f"raffle:{raffle}", 86_400).execute()
    return new == 1


def draw(r, raffle, n):
    return [int(customer) for customer in r.spop(f"raffle:{raffle}", n)]

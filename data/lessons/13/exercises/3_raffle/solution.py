def enter(r, raffle, customer):
    """Enter a customer into `raffle:<raffle>`; return whether that is new."""
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    """Draw up to n winners at random and take them out; return a list of int."""
    return [int(customer) for customer in r.spop(f"raffle:{raffle}", n)]

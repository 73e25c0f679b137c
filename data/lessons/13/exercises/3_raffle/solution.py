def enter(r, raffle, customer):
    """Enter a customer in `raffle:<raffle>`. Return True, or False if already entered."""
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    """Draw up to n winners at random, remove them, and return them as a list of int."""
    return [int(customer) for customer in r.spop(f"raffle:{raffle}", n)]

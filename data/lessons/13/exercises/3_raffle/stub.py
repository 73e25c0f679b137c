def enter(r, raffle, customer):
    """Enter a customer into `raffle:<raffle>`; return whether that is new."""
    ...


def draw(r, raffle, n):
    """Draw up to n winners at random and take them out; return a list of int."""
    ...

def record_order(r, customer, cents, now):
    """Record an order in `contest`; return True if it's the customer's largest."""
    ...


def winners(r, n):
    """Return the n largest orders as [(customer, cents), …], the largest first.

    Of equal amounts, the one that was recorded first comes first.
    """
    ...

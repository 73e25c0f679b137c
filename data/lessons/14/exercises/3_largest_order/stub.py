def record_order(r, customer, cents, now):
    """Note an order in the sorted set `contest`; say if it is their largest."""
    ...


def winners(r, n):
    """Return the n largest orders as [(customer, cents), …], largest first.

    Of equal amounts, the one that was recorded at the earlier second comes first.
    """
    ...

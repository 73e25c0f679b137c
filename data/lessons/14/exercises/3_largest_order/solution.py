SECONDS = 2**32  # a moment is below it; 1,000,000 times as much is still below 2**53


def record_order(r, customer, cents, now):
    """Note an order in the sorted set `contest`; say if it is their largest."""
    score = cents * SECONDS + (SECONDS - 1 - now)
    return r.zadd("contest", {customer: score}, gt=True, ch=True) == 1


def winners(r, n):
    """Return the n largest orders as [(customer, cents), …], largest first.

    Of equal amounts, the one that was recorded at the earlier second comes first.
    """
    first = r.zrange("contest", 0, n - 1, desc=True, withscores=True)
    return [(customer, int(score) // SECONDS) for customer, score in first]

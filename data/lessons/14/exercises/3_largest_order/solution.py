SECONDS = 2**32  # more than any `now`, and 1,000,000 times as much is still below 2**53


def record_order(r, customer, cents, now):
    """Record an order in `contest`; return True if it's the customer's largest."""
    score = cents * SECONDS + (SECONDS - 1 - now)
    return r.zadd("contest", {customer: score}, gt=True, ch=True) == 1


def winners(r, n):
    """Return the n largest orders as [(customer, cents), …], the largest first.

    Of equal amounts, the one that was recorded first comes first.
    """
    if n == 0:
        return []  # a range from 0 to -1 would be everyone
    rows = r.zrange("contest", 0, n - 1, desc=True, withscores=True)
    return [(customer, int(score) // SECONDS) for customer, score in rows]

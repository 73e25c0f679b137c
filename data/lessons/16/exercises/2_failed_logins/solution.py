def failed_login(r, customer):
    """Add one to a customer's counter in `logins:failed`, up to 15, and return it."""
    counters = r.bitfield("logins:failed", default_overflow="SAT")
    return counters.incrby("u4", f"#{customer}", 1).execute()[0]


def failures(r, customers):
    """Return the counters of a list of customers, in one round trip."""
    if not customers:
        return []
    counters = r.bitfield("logins:failed")
    for customer in customers:
        counters.get("u4", f"#{customer}")
    return counters.execute()

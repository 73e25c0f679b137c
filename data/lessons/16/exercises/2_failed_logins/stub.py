def failed_login(r, customer):
    """Add one to a customer's counter in `logins:failed`, up to 15, and return it."""
    ...


def failures(r, customers):
    """Return the counters of a list of customers, in one round trip."""
    ...

def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    ...


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    ...

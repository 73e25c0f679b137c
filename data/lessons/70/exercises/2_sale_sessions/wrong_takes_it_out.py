# verdict: the session doesn't exist
import secrets


def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    token = secrets.token_urlsafe(32)
    r.set(f"session:{token}", customer, ex=idle)
    return token


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    customer = r.getdel(f"session:{token}")
    if customer is not None:
        r.set(f"session:{token}", customer, ex=idle)
    return customer

# verdict: after unknown tokens, the server holds
import secrets


def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    token = secrets.token_urlsafe(32)
    r.set(f"session:{token}", customer, ex=idle)
    return token


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    customer = r.getex(f"session:{token}", ex=idle)
    r.set(f"session:{token}", customer or "", ex=idle)
    return customer

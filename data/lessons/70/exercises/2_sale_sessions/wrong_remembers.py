# verdict: the session had expired
import secrets

KNOWN = {}


def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    token = secrets.token_urlsafe(32)
    r.set(f"session:{token}", customer, ex=idle)
    return token


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    if token in KNOWN and r.expire(f"session:{token}", idle) is not None:
        return KNOWN[token]
    customer = r.getex(f"session:{token}", ex=idle)
    if customer is not None:
        KNOWN[token] = customer
    return customer

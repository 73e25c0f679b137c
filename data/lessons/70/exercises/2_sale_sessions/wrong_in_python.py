# verdict: your functions don't agree
import secrets

SESSIONS = {}


def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    token = secrets.token_urlsafe(32)
    r.set(f"session:{token}", customer, ex=idle)
    SESSIONS[token] = customer
    return token


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    r.expire(f"session:{token}", idle)
    return SESSIONS.get(token)

# verdict: it holds `session:Zoë`
import secrets


def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    token = secrets.token_urlsafe(32)
    r.set(f"session:{customer}", token, ex=idle)
    return token


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    for key in r.scan_iter("session:*"):
        if r.getex(key, ex=idle) == token:
            return key.removeprefix("session:")
    return None

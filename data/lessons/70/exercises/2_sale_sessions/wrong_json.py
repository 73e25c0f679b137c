# verdict: holds '"Zo
import json
import secrets


def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    token = secrets.token_urlsafe(32)
    r.set(f"session:{token}", json.dumps(customer), ex=idle)
    return token


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    text = r.getex(f"session:{token}", ex=idle)
    return json.loads(text) if text else None

# verdict: two tokens were equal
import random


def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    token = "".join(random.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=32))
    r.set(f"session:{token}", customer, ex=idle)
    return token


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    return r.getex(f"session:{token}", ex=idle)

# verdict: is a hash
import secrets


def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    token = secrets.token_urlsafe(32)
    with r.pipeline() as pipe:
        pipe.hset(f"session:{token}", "customer", customer)
        pipe.expire(f"session:{token}", idle)
        pipe.execute()
    return token


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    with r.pipeline() as pipe:
        customer, _ = pipe.hget(f"session:{token}", "customer").expire(f"session:{token}", idle).execute()
    return customer

import secrets


def log_in(r, customer, idle):
    """Store a session that expires after `idle` seconds: return its token."""
    token = secrets.token_hex(16)
    r.set(f"session:{token}", customer, ex=idle)
    return token


def visitor(r, token, idle):
    """Return the customer of this session and renew it: None if there's none."""
    with r.pipeline() as pipe:
        customer, _ = pipe.get(f"session:{token}").expire(f"session:{token}", idle).execute()
    return customer

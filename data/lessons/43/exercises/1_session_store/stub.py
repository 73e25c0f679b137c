def create(r, user, idle, lifetime):
    """Log `user` in: return the token of a new session."""
    ...


def read(r, token, idle):
    """Return the user of this session and renew it: None if there's no such session."""
    ...


def log_out(r, token):
    """End this session."""
    ...

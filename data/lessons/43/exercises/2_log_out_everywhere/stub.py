def log_in(r, user, device):
    """Log `user` in on `device`: return the token of a new session."""
    ...


def devices(r, user):
    """Return the devices on which `user` is logged in, sorted."""
    ...


def log_out_everywhere(r, user):
    """End all sessions of `user`."""
    ...

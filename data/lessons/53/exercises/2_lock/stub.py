def release(r, name, token):
    """Delete the lock if it holds `token`: True if it did."""
    ...


def extend(r, name, token, seconds):
    """Let the lock expire in `seconds` if it holds `token`: True if it did."""
    ...

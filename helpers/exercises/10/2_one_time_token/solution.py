import secrets


def issue_token(r, user):
    """Make up a secret token that stands for a user for 10 minutes, kept under `token:<token>`; return it."""
    token = secrets.token_urlsafe(16)
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    """Return the user that a token stands for, once; None from then on, and for a token nobody issued."""
    return r.getdel(f"token:{token}")

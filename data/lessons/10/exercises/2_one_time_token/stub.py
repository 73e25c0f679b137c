def issue_token(r, user):
    """Return a new secret token, kept for 10 minutes in the key `token:<token>`."""
    ...


def redeem_token(r, token):
    """Return the user of a token, once; None from then on, and for an unknown token."""
    ...

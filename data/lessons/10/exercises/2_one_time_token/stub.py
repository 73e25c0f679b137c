def issue_token(r, user):
    """Return a new secret token, stored for 10 minutes in the key `token:<token>`."""
    ...


def redeem_token(r, token):
    """Return the user the first time, and None from then on or for an unknown token."""
    ...

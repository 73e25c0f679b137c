import secrets


def issue_token(r, user):
    token = secrets.token_hex(16)
    while not r.set(f"token:{token}", user, px=600_000, nx=True):
        token = secrets.token_hex(16)
    return token


def redeem_token(r, token):
    user = r.get(f"token:{token}")
    return user if r.delete(f"token:{token}") else None

# verdict: is -1: the key never expires
import secrets


def issue_token(r, user):
    token = secrets.token_urlsafe(16)
    r.set(f"token:{token}", user)
    r.expire(f"token:{token}", 600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

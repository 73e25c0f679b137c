# verdict: when its token is redeemed
import secrets


def issue_token(r, user):
    token = secrets.token_urlsafe(16)
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    return r.get(f"token:{token}")

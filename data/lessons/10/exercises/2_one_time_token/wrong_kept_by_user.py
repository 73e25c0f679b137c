# verdict: the server holds no key `token:
import secrets


def issue_token(r, user):
    token = secrets.token_urlsafe(16)
    r.set(f"token:{user}", token, ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

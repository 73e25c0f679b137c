# verdict: bits that change
import secrets


def issue_token(r, user):
    token = secrets.token_hex(4) * 4
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

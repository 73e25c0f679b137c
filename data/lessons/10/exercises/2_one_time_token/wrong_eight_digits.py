# verdict: bits that change
import secrets


def issue_token(r, user):
    token = f"{user}-token-{secrets.randbelow(10**8):08}"
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

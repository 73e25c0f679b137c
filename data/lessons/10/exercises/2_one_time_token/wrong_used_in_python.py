# verdict: when its token is redeemed
import secrets

used = set()


def issue_token(r, user):
    token = secrets.token_urlsafe(16)
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    if token in used:
        return None
    used.add(token)
    return r.get(f"token:{token}")

# verdict: that was ever used or tried
import secrets


def issue_token(r, user):
    token = secrets.token_urlsafe(16)
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    if not r.set(f"token:{token}:used", 1, nx=True, ex=600):
        return None
    return r.get(f"token:{token}")

# verdict: between your read and your delete
import secrets


def issue_token(r, user):
    token = secrets.token_urlsafe(16)
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    user = r.get(f"token:{token}")
    r.delete(f"token:{token}")
    return user

# verdict: returned 'a'
import secrets


def issue_token(r, user):
    token = secrets.token_urlsafe(16)
    r.set(f"token:{token}", f"{user}:{token}", ex=600)
    r.set(f"token:{token}", f"{user}", ex=600)
    return token


def redeem_token(r, token):
    user = r.getdel(f"token:{token}")
    return user and user.split(":")[0]

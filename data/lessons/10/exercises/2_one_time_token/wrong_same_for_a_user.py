# verdict: know about `ana`
import hashlib


def issue_token(r, user):
    token = hashlib.sha256(user.encode()).hexdigest()
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

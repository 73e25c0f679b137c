# verdict: leaves the key `tokens` behind
import hashlib


def issue_token(r, user):
    token = hashlib.md5(str(r.incr("tokens")).encode()).hexdigest()
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

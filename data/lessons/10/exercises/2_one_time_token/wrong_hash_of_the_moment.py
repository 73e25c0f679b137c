# verdict: the same `random.seed(1)`
import hashlib
import time


def issue_token(r, user):
    token = hashlib.sha256(f"{user}{time.time_ns()}".encode()).hexdigest()
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

# verdict: the same `random.seed(1)`
import random
import string


def issue_token(r, user):
    token = "".join(random.choices(string.ascii_letters, k=24))
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

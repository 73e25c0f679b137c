# verdict: UUID of version 1
import uuid


def issue_token(r, user):
    token = str(uuid.uuid1())
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

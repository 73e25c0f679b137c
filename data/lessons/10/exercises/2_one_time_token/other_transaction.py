import uuid


def issue_token(r, user):
    token = uuid.uuid4().hex
    r.set(f"token:{token}", user)
    r.expire(f"token:{token}", 600)
    return token


def redeem_token(r, token):
    user, _ = r.pipeline(transaction=True).get(f"token:{token}").delete(f"token:{token}").execute()
    return user

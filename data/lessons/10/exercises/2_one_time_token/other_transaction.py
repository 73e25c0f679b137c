import uuid


def issue_token(r, user):
    token = uuid.uuid4().hex
    with r.pipeline() as pipe:
        pipe.set(f"token:{token}", user)
        pipe.expire(f"token:{token}", 600)
        pipe.execute()
    return token


def redeem_token(r, token):
    user, _ = r.pipeline(transaction=True).get(f"token:{token}").delete(f"token:{token}").execute()
    return user

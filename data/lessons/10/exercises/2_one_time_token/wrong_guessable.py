# verdict: at least 16 characters
def issue_token(r, user):
    token = str(r.incr("tokens"))
    r.set(f"token:{token}", user, ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

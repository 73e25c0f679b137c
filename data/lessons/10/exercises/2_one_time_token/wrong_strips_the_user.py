# verdict: returned 'cleo' ' cleo '
import secrets


def issue_token(r, user):
    token = secrets.token_hex(16)
    r.set(f"token:{token}", user.strip(), ex=600)
    return token


def redeem_token(r, token):
    return r.getdel(f"token:{token}")

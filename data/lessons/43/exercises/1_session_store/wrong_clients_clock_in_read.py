# verdict: Whose clock is the same for all web servers?
import secrets
import time


def create(r, user, idle, lifetime):
    token, until = secrets.token_urlsafe(32), r.time()[0] + lifetime
    with r.pipeline() as pipe:  # a transaction: no session without its TTL
        pipe.hset(f"session:{token}", mapping={"user": user, "until": until})
        pipe.expire(f"session:{token}", min(idle, lifetime))
        pipe.execute()
    return token


def read(r, token, idle):
    key = f"session:{token}"
    user, until = r.hmget(key, "user", "until")
    left = int(until or 0) - int(time.time())
    if left <= 0 or not r.expire(key, min(idle, left)):
        return None
    return user


def log_out(r, token):
    r.delete(f"session:{token}")

# verdict: last command of `read` arrived
import secrets


def create(r, user, idle, lifetime):
    token, now = secrets.token_urlsafe(32), r.time()[0]
    with r.pipeline() as pipe:  # a transaction: no session without its TTL
        pipe.hset(f"session:{token}", mapping={"user": user, "until": now + lifetime})
        pipe.expireat(f"session:{token}", now + min(idle, lifetime))
        pipe.execute()
    return token


def read(r, token, idle):
    key = f"session:{token}"
    with r.pipeline(transaction=False) as pipe:
        pipe.hmget(key, "user", "until")
        pipe.time()
        (user, until), (now, _) = pipe.execute()
    if user is None or not r.expire(key, min(idle, int(until) - now)):
        return None
    return user


def log_out(r, token):
    r.delete(f"session:{token}")

# verdict: Which of your commands creates the key again
import secrets


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
    if user is None:
        return None
    now = r.time()[0]
    with r.pipeline() as pipe:
        pipe.hset(key, "seen", now)
        pipe.expire(key, min(idle, int(until) - now))
        pipe.execute()
    return user


def log_out(r, token):
    r.delete(f"session:{token}")

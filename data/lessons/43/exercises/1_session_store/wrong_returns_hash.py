# verdict: Which field does the caller want
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
    session = r.hgetall(key)
    left = int(session.get("until", 0)) - r.time()[0]
    if left <= 0 or not r.expire(key, min(idle, left)):
        return None
    return session


def log_out(r, token):
    r.delete(f"session:{token}")

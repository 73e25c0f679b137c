# verdict: has the idle timeout alone
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
    with r.pipeline() as pipe:
        pipe.hmget(key, "user", "until")
        pipe.expire(key, idle)
        (user, until), renewed = pipe.execute()
    if not renewed:
        return None
    r.expireat(key, int(until), lt=True)
    return user


def log_out(r, token):
    r.delete(f"session:{token}")

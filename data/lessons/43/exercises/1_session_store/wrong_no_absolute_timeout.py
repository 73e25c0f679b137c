# verdict: a thief with a copy of the cookie stay logged in
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
        pipe.hget(key, "user")
        pipe.expire(key, idle)
        return pipe.execute()[0]


def log_out(r, token):
    r.delete(f"session:{token}")

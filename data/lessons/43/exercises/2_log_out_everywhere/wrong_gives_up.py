# verdict: if the list has changed since it was read
import secrets


def log_in(r, user, device):
    """Log `user` in on `device`: return the token of a new session."""
    token = secrets.token_urlsafe(32)
    with r.pipeline() as pipe:  # a transaction: no session that isn't in the list
        pipe.hset(f"session:{token}", mapping={"user": user, "device": device})
        pipe.expire(f"session:{token}", 1800)
        pipe.sadd(f"sessions:{user}", token)
        pipe.expire(f"sessions:{user}", 1800)
        pipe.execute()
    return token


def devices(r, user):
    """Return the devices on which `user` is logged in, sorted."""
    with r.pipeline(transaction=False) as pipe:
        for token in r.smembers(f"sessions:{user}"):
            pipe.hget(f"session:{token}", "device")
        return sorted(device for device in pipe.execute() if device is not None)


def log_out_everywhere(r, user):
    key = f"sessions:{user}"
    with r.pipeline() as pipe:
        pipe.watch(key)
        tokens = pipe.smembers(key)
        pipe.multi()
        pipe.delete(key, *(f"session:{token}" for token in tokens))
        try:
            pipe.execute()
        except Exception:
            pass

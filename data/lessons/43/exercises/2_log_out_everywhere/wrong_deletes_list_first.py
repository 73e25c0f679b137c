# verdict: deleted nor in the list
import secrets


def log_in(r, user, device):
    token = secrets.token_urlsafe(32)
    with r.pipeline() as pipe:
        pipe.hset(f"session:{token}", mapping={"user": user, "device": device})
        pipe.expire(f"session:{token}", 1800)
        pipe.sadd(f"sessions:{user}", token)
        pipe.expire(f"sessions:{user}", 1800)
        pipe.execute()
    return token


def devices(r, user):
    with r.pipeline(transaction=False) as pipe:
        for token in r.smembers(f"sessions:{user}"):
            pipe.hget(f"session:{token}", "device")
        return sorted(device for device in pipe.execute() if device is not None)


def log_out_everywhere(r, user):
    tokens = r.smembers(f"sessions:{user}")
    r.delete(f"sessions:{user}")
    for token in tokens:
        r.delete(f"session:{token}")

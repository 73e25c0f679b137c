# verdict: How many keys does that search
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
    found = (r.hgetall(key) for key in r.scan_iter("session:*"))
    return sorted(one["device"] for one in found if one.get("user") == user)


def log_out_everywhere(r, user):
    for key in r.scan_iter("session:*"):
        if r.hget(key, "user") == user:
            r.delete(key)

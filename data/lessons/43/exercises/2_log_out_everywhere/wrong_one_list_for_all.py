# verdict: if a million other users are logged in
import secrets


def log_in(r, user, device):
    t = secrets.token_urlsafe(32)
    with r.pipeline() as p:
        p.hset(f"session:{t}", mapping={"user": user, "device": device})
        p.expire(f"session:{t}", 1800)
        p.hset("sessions:all", t, user)
        p.expire("sessions:all", 1800)
        p.execute()
    return t


def mine(r, user):
    return [t for t, u in r.hgetall("sessions:all").items() if u == user]


def devices(r, user):
    return sorted(d for t in mine(r, user) if (d := r.hget(f"session:{t}", "device")) is not None)


def log_out_everywhere(r, user):
    ts = mine(r, user)
    if ts:
        with r.pipeline() as p:
            p.delete(*(f"session:{t}" for t in ts))
            p.hdel("sessions:all", *ts)
            p.execute()

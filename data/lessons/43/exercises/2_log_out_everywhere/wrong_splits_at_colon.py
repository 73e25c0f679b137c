# verdict: Which characters can the name of a device
import secrets


def log_in(r, user, device):
    t = secrets.token_urlsafe(32)
    with r.pipeline() as p:
        p.hset(f"session:{t}", mapping={"user": user, "device": device})
        p.expire(f"session:{t}", 1800)
        p.sadd(f"sessions:{user}", f"{t}:{device}")
        p.expire(f"sessions:{user}", 1800)
        p.execute()
    return t


def devices(r, user):
    return sorted(
        m.split(":")[1] for m in r.smembers(f"sessions:{user}") if r.exists("session:" + m.split(":")[0])
    )


def log_out_everywhere(r, user):
    def f(p):
        ms = p.smembers(f"sessions:{user}")
        p.multi()
        p.delete(f"sessions:{user}", *("session:" + m.split(":")[0] for m in ms))

    r.transaction(f, f"sessions:{user}")

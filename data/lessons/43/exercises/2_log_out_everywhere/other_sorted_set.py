import secrets


def log_in(r, user, device):
    token, now = secrets.token_urlsafe(32), r.time()[0]
    with r.pipeline() as pipe:
        pipe.hset(f"session:{token}", mapping={"user": user, "device": device})
        pipe.expire(f"session:{token}", 1800)
        pipe.zadd(f"sessions:{user}", {token: now + 1800})
        pipe.expire(f"sessions:{user}", 1800)
        pipe.execute()
    return token


def devices(r, user):
    index = f"sessions:{user}"
    r.zremrangebyscore(index, "-inf", r.time()[0] - 60)
    names = {token: r.hget(f"session:{token}", "device") for token in r.zrange(index, 0, -1)}
    expired = [token for token, name in names.items() if name is None]
    if expired:
        r.zrem(index, *expired)
    return sorted(filter(None, names.values()))


def log_out_everywhere(r, user):
    def delete_all(pipe):
        tokens = pipe.zrange(f"sessions:{user}", 0, -1)
        pipe.multi()
        pipe.delete(f"sessions:{user}", *(f"session:{token}" for token in tokens))

    r.transaction(delete_all, f"sessions:{user}")

# verdict: may have expired since the command before it
def allow(r, user, limit, window):
    key = f"limit:{user}"
    if r.exists(key):
        return r.incr(key) <= limit
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, window, nx=True)
        return pipe.execute()[0] <= limit

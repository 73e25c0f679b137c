# verdict: may have expired since the command before it
def allow(r, user, limit, window):
    key = f"limit:{user}"
    r.set(key, 0, ex=window, nx=True)
    return r.incr(key) <= limit

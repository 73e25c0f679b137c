# verdict: What does the caller want to know
def allow(r, user, limit, window):
    key = f"limit:{user}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, window, nx=True)
        return pipe.execute()[0]

# verdict: two users don't share it
def allow(r, user, limit, window):
    key = f"limit:{user.lower()}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, window, nx=True)
        return pipe.execute()[0] <= limit

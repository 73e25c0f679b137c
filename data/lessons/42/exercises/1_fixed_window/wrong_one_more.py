# verdict: Which count is the last one that's admitted?
def allow(r, user, limit, window):
    key = f"limit:{user}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, window, nx=True)
        return pipe.execute()[0] <= limit + 1

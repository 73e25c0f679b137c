# verdict: between your look at the count and your
def allow(r, user, limit, window):
    key = f"limit:{user}"
    count = int(r.get(key) or 0)
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, window, nx=True)
        pipe.execute()
    return count < limit

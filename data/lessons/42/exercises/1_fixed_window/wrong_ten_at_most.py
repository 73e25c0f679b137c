# verdict: use `limit` whatever it is
def allow(r, user, limit, window):
    """Count this request of `user`: True for the first `limit` in `window` seconds."""
    key = f"limit:{user}"
    with r.pipeline() as pipe:  # a transaction: no counter without its TTL
        pipe.incr(key)
        pipe.expire(key, window, nx=True)
        return pipe.execute()[0] <= min(limit, 10)

# verdict: get the length of the window from
def allow(r, user, limit, window):
    """Count this request of `user`: True for the first `limit` in `window` seconds."""
    key = f"limit:{user}"
    with r.pipeline() as pipe:  # a transaction: no counter without its TTL
        pipe.incr(key)
        pipe.expire(key, max(window, 60), nx=True)
        return pipe.execute()[0] <= limit

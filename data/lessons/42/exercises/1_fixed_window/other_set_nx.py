def allow(r, user, limit, window):
    key = f"limit:{user}"
    with r.pipeline() as pipe:
        pipe.set(key, 0, ex=window, nx=True)
        pipe.incr(key)
        return pipe.execute()[1] <= limit

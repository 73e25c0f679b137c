# verdict: When can a user who keeps trying get through again
def allow(r, user, limit, window):
    key = f"limit:{user}"
    with r.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, window)
        return pipe.execute()[0] <= limit

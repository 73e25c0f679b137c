# verdict: overwrite a count
def allow(r, user, limit, window):
    key = f"limit:{user}"
    if not r.exists(key):
        r.set(key, 1, ex=window)
        return limit >= 1
    return r.incr(key) <= limit

# verdict: writes this key without its expiry
def allow(r, user, limit, window):
    key = f"limit:{user}"
    count = r.incr(key)
    if r.ttl(key) == -1:
        r.expire(key, window)
    return count <= limit

# verdict: views at the same moment, `views:kettle` holds
def count_view(r, product, now):
    key = f"views:{product}"
    r.zremrangebyscore(key, "-inf", now - 3600)
    r.zadd(key, {f"{now}:{r.zcard(key)}": now})
    r.expire(key, 3600)
    return r.zcard(key)

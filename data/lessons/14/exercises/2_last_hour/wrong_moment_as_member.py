# verdict: four more views at the same moment returned [1, 1, 1, 1]
def count_view(r, product, now):
    key = f"views:{product}"
    r.zadd(key, {str(now): now})
    r.zremrangebyscore(key, "-inf", now - 3600)
    r.expire(key, 3600)
    return r.zcard(key)

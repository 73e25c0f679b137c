def count_view(r, product, now):
    key = f"views:{product}"
    number = r.incr("views:number")
    r.zadd(key, {number: now})
    r.expire(key, 3600)
    r.zremrangebyscore(key, 0, now - 3600)
    return r.zcard(key)

# verdict: four more views at the same moment returned [1, 1, 1, 1]
def count_view(r, product, now):
    key = f"views:{product}"
    with r.pipeline() as pipe:
        pipe.zadd(key, {str(now): now})
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.expire(key, 3600)
        pipe.zcard(key)
        return pipe.execute()[-1]

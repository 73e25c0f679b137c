# verdict: does your number include them
def count_view(r, product, now):
    key = f"views:{product}"
    member = f"{now}:{r.zcard(key)}"
    with r.pipeline() as pipe:
        pipe.zadd(key, {member: now})
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.expire(key, 3600)
        pipe.zcard(key)
        return pipe.execute()[-1]

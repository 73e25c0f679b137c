import secrets


def count_view(r, product, now):
    key = f"views:{product}"
    with r.pipeline(transaction=True) as pipe:
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.zadd(key, {f"{now}:{secrets.token_hex(8)}": now})
        pipe.zcount(key, f"({now - 3600}", "+inf")
        pipe.expire(key, 3600)
        return pipe.execute()[2]

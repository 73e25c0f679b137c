# verdict: between your count and your
import secrets


def allow_sliding(r, user, limit, window):
    key = f"log:{user}"
    seconds, microseconds = r.time()
    now = seconds + microseconds / 1e6
    r.zremrangebyscore(key, "-inf", now - window)
    if r.zcard(key) >= limit:
        return False
    with r.pipeline() as pipe:
        pipe.zadd(key, {secrets.token_hex(8): now})
        pipe.expire(key, window)
        pipe.execute()
    return True

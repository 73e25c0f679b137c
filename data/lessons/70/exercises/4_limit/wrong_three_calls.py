# verdict: two at the same moment returned
import secrets


def allow(r, customer, limit, window):
    key = f"log:{customer}"
    seconds, microseconds = r.time()
    now = seconds + microseconds / 1_000_000
    with r.pipeline() as pipe:
        _, count = pipe.zremrangebyscore(key, "-inf", now - window).zcard(key).execute()
    if count >= limit:
        return False
    with r.pipeline() as pipe:
        pipe.zadd(key, {secrets.token_hex(8): now})
        pipe.expire(key, window)
        pipe.execute()
    return True

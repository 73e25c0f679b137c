# verdict: between your read and your write
import math


def take(r, user, size, rate):
    key = f"bucket:{user}"
    seconds, microseconds = r.time()
    now = seconds + microseconds / 1e6
    held = r.hgetall(key)
    tokens, at = float(held.get("tokens", size)), float(held.get("at", now))
    tokens = min(size, tokens + max(0, now - at) * rate)
    if tokens < 1:
        return (1 - tokens) / rate
    with r.pipeline() as pipe:
        pipe.hset(key, mapping={"tokens": tokens - 1, "at": now})
        pipe.expire(key, math.ceil(size / rate) + 1)
        pipe.execute()
    return 0

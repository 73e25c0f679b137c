import math

import redis


def take(r, user, size, rate):
    key = f"bucket:{user}"
    while True:
        with r.pipeline() as pipe:
            pipe.watch(key)
            seconds, microseconds = pipe.time()
            now = seconds + microseconds / 1e6
            held = pipe.hgetall(key)
            tokens, at = float(held.get("tokens", size)), float(held.get("at", now))
            tokens = min(size, tokens + max(0, now - at) * rate)
            if tokens < 1:
                return (1 - tokens) / rate
            pipe.multi()
            pipe.hset(key, mapping={"tokens": tokens - 1, "at": now})
            pipe.expire(key, math.ceil(size / rate) + 1)
            try:
                pipe.execute()
            except redis.WatchError:
                continue
            return 0

import uuid

import redis


def create(r, user, idle, lifetime):
    token, now = str(uuid.uuid4()), r.time()[0]
    with r.pipeline() as pipe:  # a transaction: no session without its TTL
        pipe.hset(f"session:{token}", mapping={"user": user, "until": now + lifetime})
        pipe.expireat(f"session:{token}", now + min(idle, lifetime))
        pipe.execute()
    return token


def read(r, token, idle):
    key = f"session:{token}"
    while True:
        with r.pipeline() as pipe:
            pipe.watch(key)
            user, until = pipe.hmget(key, "user", "until")
            now, until = pipe.time()[0], int(until or 0)
            if until <= now:
                return None
            pipe.multi()
            pipe.expireat(key, min(now + idle, until))
            try:
                pipe.execute()
                return user
            except redis.WatchError:
                continue


def log_out(r, token):
    r.delete(f"session:{token}")

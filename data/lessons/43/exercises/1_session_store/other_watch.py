import uuid

import redis


def create(r, user, idle, lifetime):
    token, until = str(uuid.uuid4()), r.time()[0] + lifetime
    with r.pipeline() as pipe:  # a transaction: no session without its TTL
        pipe.hset(f"session:{token}", mapping={"user": user, "until": until})
        pipe.expire(f"session:{token}", min(idle, lifetime))
        pipe.execute()
    return token


def read(r, token, idle):
    key = f"session:{token}"
    while True:
        with r.pipeline() as pipe:
            pipe.watch(key)
            user, until = pipe.hmget(key, "user", "until")
            left = int(until or 0) - pipe.time()[0]
            if left <= 0:
                return None
            pipe.multi()
            pipe.expire(key, min(idle, left))
            try:
                pipe.execute()
                return user
            except redis.WatchError:
                continue


def log_out(r, token):
    r.delete(f"session:{token}")

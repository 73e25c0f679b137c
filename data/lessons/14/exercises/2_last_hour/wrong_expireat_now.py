# verdict: the server holds no key `views:kettle`
import uuid


def count_view(r, product, now):
    key = f"views:{product}"
    with r.pipeline() as pipe:
        pipe.zadd(key, {str(uuid.uuid4()): now})
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.zcard(key)
        pipe.expireat(key, int(now) + 3600)
        return pipe.execute()[2]

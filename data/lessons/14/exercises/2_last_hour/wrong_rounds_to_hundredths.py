# verdict: To how many digits do you round
import uuid


def count_view(r, product, now):
    key, now = f"views:{product}", round(now, 2)
    with r.pipeline() as pipe:
        pipe.zadd(key, {str(uuid.uuid4()): now})
        pipe.zremrangebyscore(key, "-inf", now - 3600)
        pipe.expire(key, 3600)
        pipe.zcard(key)
        return pipe.execute()[-1]

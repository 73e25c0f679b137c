# verdict: `views:kettle` had 3,590 s left
import uuid

RECORD = """
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
if redis.call('TTL', KEYS[1]) < 3500 then redis.call('EXPIRE', KEYS[1], 3600) end
return redis.call('ZCARD', KEYS[1])
"""


def count_view(r, product, now):
    return r.eval(RECORD, 1, f"views:{product}", now, str(uuid.uuid4()), now - 3600)

# verdict: does one of your calls remove
import uuid

RECORD = """
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if tonumber(oldest[2]) <= tonumber(ARGV[3]) then redis.call('ZPOPMIN', KEYS[1]) end
redis.call('EXPIRE', KEYS[1], 3600)
return redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[3], '+inf')
"""


def count_view(r, product, now):
    return r.eval(RECORD, 1, f"views:{product}", now, str(uuid.uuid4()), now - 3600)

# verdict: after a request that had to be rejected
import secrets

ADMIT = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
if redis.call('ZCOUNT', KEYS[1], now - ARGV[2], '+inf') >= tonumber(ARGV[1]) then return 0 end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""


def allow(r, customer, limit, window):
    """Return whether the past `window` seconds have room for this request."""
    request = secrets.token_hex(8)
    return r.eval(ADMIT, 1, f"log:{customer}", limit, window, request) == 1

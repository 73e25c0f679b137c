# verdict: with 0 keys
import secrets

ADMIT = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
redis.call('ZREMRANGEBYSCORE', ARGV[4], '-inf', now - ARGV[2])
if redis.call('ZCARD', ARGV[4]) >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', ARGV[4], now, ARGV[3])
redis.call('EXPIRE', ARGV[4], ARGV[2])
return 1
"""


def allow(r, customer, limit, window):
    """Return whether the past `window` seconds have room for this request."""
    request = secrets.token_hex(8)
    return r.eval(ADMIT, 0, limit, window, request, f"log:{customer}") == 1

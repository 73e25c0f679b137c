# verdict: that was admitted last
import secrets

SCRIPT = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[2], 'NX')
return 1
"""


def allow_sliding(r, user, limit, window):
    return r.eval(SCRIPT, 1, f"log:{user}", limit, window, secrets.token_hex(8)) == 1

SCRIPT = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
local count = redis.call('ZCARD', KEYS[1])
if count >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], now, time[1] .. '.' .. time[2] .. '-' .. count)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""


def allow_sliding(r, user, limit, window):
    return r.eval(SCRIPT, 1, f"log:{user}", limit, window) == 1

ADMIT = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
local last = redis.call('ZRANGE', KEYS[1], -1, -1)[1]
local number = last and tonumber(string.match(last, '^n(%d+)$')) or 0
redis.call('ZADD', KEYS[1], now, 'n' .. string.format('%d', number + 1))
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""


def allow(r, customer, limit, window):
    """Return whether the past `window` seconds have room for this request."""
    return r.eval(ADMIT, 1, f"log:{customer}", limit, window) == 1

# verdict: and which in `ARGV`
SCRIPT = """
local size, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local held = redis.call('HMGET', 'bucket:' .. ARGV[3], 'tokens', 'at')
local tokens, at = tonumber(held[1] or size), tonumber(held[2] or now)
tokens = math.min(size, tokens + math.max(0, now - at) * rate)
if tokens < 1 then return tostring((1 - tokens) / rate) end
redis.call('HSET', 'bucket:' .. ARGV[3], 'tokens', tostring(tokens - 1), 'at', string.format('%.6f', now))
redis.call('EXPIRE', 'bucket:' .. ARGV[3], math.ceil(size / rate) + 1)
return '0'
"""


def take(r, user, size, rate):
    """Take a token of `user`'s bucket: 0, or the seconds until there is one."""
    return float(r.eval(SCRIPT, 0, size, rate, user))

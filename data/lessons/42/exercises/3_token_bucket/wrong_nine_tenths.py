# verdict: can one be taken
SCRIPT = """
local size, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(held[1] or size), tonumber(held[2] or now)
tokens = math.min(size, tokens + math.max(0, now - at) * rate)
if tokens < 0.9 then return tostring((1 - tokens) / rate) end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens - 1), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], math.ceil(size / rate) + 1)
return '0'
"""


def take(r, user, size, rate):
    """Take a token of `user`'s bucket: 0, or the seconds until there is one."""
    return float(r.eval(SCRIPT, 1, f"bucket:{user}", size, rate))

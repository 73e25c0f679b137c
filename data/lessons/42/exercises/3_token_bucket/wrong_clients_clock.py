# verdict: whose clock says so
import math
import time

SCRIPT = """
local size, rate, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(held[1] or size), tonumber(held[2] or now)
tokens = math.min(size, tokens + math.max(0, now - at) * rate)
if tokens < 1 then return tostring((1 - tokens) / rate) end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens - 1), 'at', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return '0'
"""


def take(r, user, size, rate):
    ttl = math.ceil(size / rate) + 1
    return float(r.eval(SCRIPT, 1, f"bucket:{user}", size, rate, f"{time.time():.6f}", ttl))

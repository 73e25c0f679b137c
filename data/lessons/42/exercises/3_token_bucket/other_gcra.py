SCRIPT = """
local size, interval = tonumber(ARGV[1]), 1000000 / ARGV[2]
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full_at = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
local wait = full_at + interval - now - size * interval
if wait > 0 then return string.format('%.6f', wait / 1000000) end
redis.call('SET', KEYS[1], string.format('%.0f', full_at + interval), 'PX', math.ceil(size * interval / 1000))
return '0'
"""


def take(r, user, size, rate):
    return float(r.eval(SCRIPT, 1, f"bucket:{user}", size, rate))

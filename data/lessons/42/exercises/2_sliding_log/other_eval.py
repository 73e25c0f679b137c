import uuid

SCRIPT = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local recent = redis.call('ZCOUNT', KEYS[1], '(' .. string.format('%.6f', now - window), '+inf')
local admitted = recent < limit
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.6f', now - window))
if admitted then
    redis.call('ZADD', KEYS[1], string.format('%.6f', now), ARGV[3])
    redis.call('PEXPIRE', KEYS[1], 1000 * window)
end
return admitted and 1 or 0
"""


def allow_sliding(r, user, limit, window):
    return bool(r.eval(SCRIPT, 1, f"log:{user}", limit, window, str(uuid.uuid4())))

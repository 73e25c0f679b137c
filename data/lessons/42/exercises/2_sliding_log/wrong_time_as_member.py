# verdict: Can two requests share a member
SCRIPT = """
local now = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], now, now)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""


def allow_sliding(r, user, limit, window):
    seen = [r.eval(SCRIPT, 1, f"log:{user}", limit, window)]
    return seen[0] == 1

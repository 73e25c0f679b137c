# verdict: and which in `ARGV`
import secrets

SCRIPT = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
redis.call('ZREMRANGEBYSCORE', 'log:' .. ARGV[4], '-inf', now - ARGV[2])
if redis.call('ZCARD', 'log:' .. ARGV[4]) >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', 'log:' .. ARGV[4], now, ARGV[3])
redis.call('EXPIRE', 'log:' .. ARGV[4], ARGV[2])
return 1
"""


def allow_sliding(r, user, limit, window):
    """Admit this request of `user` if the past `window` seconds have room for it."""
    script = r.register_script(SCRIPT)
    return script(args=[limit, window, secrets.token_hex(8), user]) == 1

# verdict: or for less
import secrets

SCRIPT = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2] + 1)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""


def allow_sliding(r, user, limit, window):
    """Admit this request of `user` if the past `window` seconds have room for it."""
    script = r.register_script(SCRIPT)
    return script(keys=[f"log:{user}"], args=[limit, window, secrets.token_hex(8)]) == 1

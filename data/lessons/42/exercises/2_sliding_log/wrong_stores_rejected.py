# verdict: Which requests belong in the log
import secrets

SCRIPT = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])
"""


def allow_sliding(r, user, limit, window):
    return r.eval(SCRIPT, 1, f"log:{user}", limit, window, secrets.token_hex(8)) <= limit

# verdict: Whose clock is the same for all web servers
import secrets
import time

SCRIPT = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3] - ARGV[2])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[4])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""


def allow_sliding(r, user, limit, window):
    return r.eval(SCRIPT, 1, f"log:{user}", limit, window, time.time(), secrets.token_hex(8)) == 1

import secrets

READ = """
local user, ends = unpack(redis.call('HMGET', KEYS[1], 'user', 'until'))
local left = tonumber(ends or 0) - tonumber(redis.call('TIME')[1])
if left <= 0 then return false end
redis.call('EXPIRE', KEYS[1], math.min(tonumber(ARGV[1]), left))
return user
"""


def create(r, user, idle, lifetime):
    """Log `user` in: return the token of a new session."""
    token, now = secrets.token_urlsafe(32), r.time()[0]
    with r.pipeline() as pipe:  # a transaction: no session without its TTL
        pipe.hset(f"session:{token}", mapping={"user": user, "until": now + lifetime})
        pipe.expireat(f"session:{token}", now + min(idle, lifetime))  # however late this arrives
        pipe.execute()
    return token


def read(r, token, idle):
    """Return the user of this session and renew it: None if there's no such session."""
    return r.eval(READ, 1, f"session:{token}", idle)


def log_out(r, token):
    """End this session."""
    r.delete(f"session:{token}")

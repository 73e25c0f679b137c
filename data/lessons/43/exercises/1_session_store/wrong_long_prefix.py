# verdict: who needs to try them all
import secrets

READ = """
local user, left = redis.call('HGET', KEYS[1], 'user'), 0
if user then left = redis.call('HGET', KEYS[1], 'until') - redis.call('TIME')[1] end
if left <= 0 then return false end
redis.call('EXPIRE', KEYS[1], math.min(ARGV[1], left))
return user
"""


def create(r, user, idle, lifetime):
    """Log `user` in: return the token of a new session."""
    token, until = "session-of-the-shop-" + secrets.token_hex(3), r.time()[0] + lifetime
    with r.pipeline() as pipe:  # a transaction: no session without its TTL
        pipe.hset(f"session:{token}", mapping={"user": user, "until": until})
        pipe.expire(f"session:{token}", min(idle, lifetime))
        pipe.execute()
    return token


def read(r, token, idle):
    """Return the user of this session and renew it: None if there's no such session."""
    return r.eval(READ, 1, f"session:{token}", idle)


def log_out(r, token):
    """End this session."""
    r.delete(f"session:{token}")

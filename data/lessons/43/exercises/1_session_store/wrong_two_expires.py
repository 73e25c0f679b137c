# verdict: has the idle timeout alone
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
    token, until = secrets.token_urlsafe(32), r.time()[0] + lifetime
    with r.pipeline() as pipe:  # a transaction: no session without its TTL
        pipe.hset(f"session:{token}", mapping={"user": user, "until": until})
        pipe.expire(f"session:{token}", idle)
        pipe.execute()
    if lifetime < idle:
        r.expire(f"session:{token}", lifetime)
    return token


def read(r, token, idle):
    """Return the user of this session and renew it: None if there's no such session."""
    return r.eval(READ, 1, f"session:{token}", idle)


def log_out(r, token):
    """End this session."""
    r.delete(f"session:{token}")

# verdict: who can know that too
import hashlib
import time

READ = """
local user, left = redis.call('HGET', KEYS[1], 'user'), 0
if user then left = redis.call('HGET', KEYS[1], 'until') - redis.call('TIME')[1] end
if left <= 0 then return false end
redis.call('EXPIRE', KEYS[1], math.min(ARGV[1], left))
return user
"""


def create(r, user, idle, lifetime):
    token = hashlib.sha256(f"{user}{time.time()}".encode()).hexdigest()
    until = r.time()[0] + lifetime
    with r.pipeline() as pipe:  # a transaction: no session without its TTL
        pipe.hset(f"session:{token}", mapping={"user": user, "until": until})
        pipe.expire(f"session:{token}", min(idle, lifetime))
        pipe.execute()
    return token


def read(r, token, idle):
    return r.eval(READ, 1, f"session:{token}", idle)


def log_out(r, token):
    r.delete(f"session:{token}")

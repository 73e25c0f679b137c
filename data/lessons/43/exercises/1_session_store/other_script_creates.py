import secrets

READ = """
local user, left = redis.call('HGET', KEYS[1], 'user'), 0
if user then left = redis.call('HGET', KEYS[1], 'until') - redis.call('TIME')[1] end
if left <= 0 then return false end
redis.call('EXPIRE', KEYS[1], math.min(ARGV[1], left))
return user
"""
CREATE = """
redis.call('HSET', KEYS[1], 'user', ARGV[1], 'until', redis.call('TIME')[1] + ARGV[3])
redis.call('EXPIRE', KEYS[1], math.min(ARGV[2], ARGV[3]))
"""


def create(r, user, idle, lifetime):
    token = secrets.token_hex(16)
    r.eval(CREATE, 1, f"session:{token}", user, idle, lifetime)
    return token


def read(r, token, idle):
    return r.eval(READ, 1, f"session:{token}", idle)


def log_out(r, token):
    r.delete(f"session:{token}")

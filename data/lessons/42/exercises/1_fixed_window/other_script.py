SCRIPT = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return count
"""


def allow(r, user, limit, window):
    return r.eval(SCRIPT, 1, f"limit:{user}", window) <= limit

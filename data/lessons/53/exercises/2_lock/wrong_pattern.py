# verdict: searched for as a pattern
RELEASE = """
local held = redis.call('GET', KEYS[1]) or ''
if not string.match(held, '^' .. ARGV[1] .. '$') then return 0 end
return redis.call('DEL', KEYS[1])
"""
EXTEND = """
local held = redis.call('GET', KEYS[1]) or ''
if not string.match(held, '^' .. ARGV[1] .. '$') then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""


def release(r, name, token):
    return r.eval(RELEASE, 1, f"lock:{name}", token) == 1


def extend(r, name, token, seconds):
    return r.eval(EXTEND, 1, f"lock:{name}", token, int(1000 * seconds)) == 1

# verdict: take for equal
RELEASE = """
local token = redis.call('GET', KEYS[1])
if token and string.find(token, ARGV[1]) then return redis.call('DEL', KEYS[1]) end
return 0
"""
EXTEND = """
local token = redis.call('GET', KEYS[1])
if token and string.find(token, ARGV[1]) then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
"""


def release(r, name, token):
    return r.eval(RELEASE, 1, f"lock:{name}", token) == 1


def extend(r, name, token, seconds):
    return r.eval(EXTEND, 1, f"lock:{name}", token, int(seconds * 1000)) == 1

# verdict: do the key and the token come
RELEASE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
"""
EXTEND = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""


def release(r, name, token):
    return r.eval(RELEASE, 1, f"lock:{name.lower()}", token) == 1


def extend(r, name, token, seconds):
    return r.eval(EXTEND, 1, f"lock:{name.lower()}", token, int(1000 * seconds)) == 1

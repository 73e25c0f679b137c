# verdict: shorter than what is left
EXTEND = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2], 'GT')
return 1
"""
RELEASE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
"""


def release(r, name, token):
    return r.eval(RELEASE, 1, f"lock:{name}", token) == 1


def extend(r, name, token, seconds):
    return r.eval(EXTEND, 1, f"lock:{name}", token, int(seconds * 1000)) == 1

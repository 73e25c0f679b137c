# verdict: gone for a moment
EXTEND = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""


def release(r, name, token):
    left = r.pttl(f"lock:{name}")
    found = r.getdel(f"lock:{name}")
    if found == token:
        return True
    if found is not None:
        r.set(f"lock:{name}", found, px=left)
    return False


def extend(r, name, token, seconds):
    return r.eval(EXTEND, 1, f"lock:{name}", token, int(seconds * 1000)) == 1

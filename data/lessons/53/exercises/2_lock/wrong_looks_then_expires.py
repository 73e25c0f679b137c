# verdict: before your `PEXPIRE` arrives
RELEASE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
"""


def release(r, name, token):
    return r.eval(RELEASE, 1, f"lock:{name}", token) == 1


def extend(r, name, token, seconds):
    if r.get(f"lock:{name}") != token:
        return False
    return bool(r.pexpire(f"lock:{name}", int(seconds * 1000)))

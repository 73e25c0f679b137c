# verdict: between your `GET` and your `DEL`
EXTEND = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""


def release(r, name, token):
    if r.get(f"lock:{name}") != token:
        return False
    return r.delete(f"lock:{name}") == 1


def extend(r, name, token, seconds):
    return r.eval(EXTEND, 1, f"lock:{name}", token, int(seconds * 1000)) == 1

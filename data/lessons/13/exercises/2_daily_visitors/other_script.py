SCRIPT = """
local new = redis.call('SADD', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], 2592000)
return new
"""


def count_visit(r, day, customer):
    return bool(r.eval(SCRIPT, 1, f"visitors:{day}", customer))


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

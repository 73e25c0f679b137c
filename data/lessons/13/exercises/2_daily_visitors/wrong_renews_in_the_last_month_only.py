# verdict: the day had all but an hour of its 30 days left
RECORD = """
local new = redis.call('SADD', KEYS[1], ARGV[1])
if redis.call('TTL', KEYS[1]) < 29 * 86400 then redis.call('EXPIRE', KEYS[1], 30 * 86400) end
return new
"""


def count_visit(r, day, customer):
    return r.eval(RECORD, 1, f"visitors:{day}", customer) == 1


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

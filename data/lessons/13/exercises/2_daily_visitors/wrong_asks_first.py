# verdict: between your check and your add
def count_visit(r, day, customer):
    key = f"visitors:{day}"
    first = not r.sismember(key, customer)
    r.sadd(key, customer)
    r.expire(key, 2_592_000)
    return first


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

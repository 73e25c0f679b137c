# verdict: returned True for the second visit
def count_visit(r, day, customer):
    key = f"visitors:{day}"
    r.sadd(key, customer)
    return r.expire(key, 2_592_000)


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

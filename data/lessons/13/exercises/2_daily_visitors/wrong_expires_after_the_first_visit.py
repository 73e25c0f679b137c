# verdict: another customer's visit
def count_visit(r, day, customer):
    key = f"visitors:{day}"
    new = r.sadd(key, customer)
    r.expire(key, 2_592_000, nx=True)
    return new == 1


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

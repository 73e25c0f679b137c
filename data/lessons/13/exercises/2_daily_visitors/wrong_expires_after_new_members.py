# verdict: a minute left, and after a second visit of the same customer
def count_visit(r, day, customer):
    key = f"visitors:{day}"
    new = r.sadd(key, customer) == 1
    if new:
        r.expire(key, 2_592_000)
    return new


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

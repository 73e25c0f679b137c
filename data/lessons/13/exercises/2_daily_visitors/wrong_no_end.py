# verdict: never expires
def count_visit(r, day, customer):
    return r.sadd(f"visitors:{day}", customer) == 1


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

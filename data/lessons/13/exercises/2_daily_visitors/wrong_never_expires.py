# verdict: TTL visitors:2025-06-01` is -1
def count_visit(r, day, customer):
    return r.sadd(f"visitors:{day}", customer) == 1


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

# verdict: `TTL visitors:2025-06-02` is -1
def count_visit(r, day, customer):
    new = r.sadd(f"visitors:{day}", customer)
    r.expire(f"visitors:{day}", 2_592_000)
    return new == 1


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

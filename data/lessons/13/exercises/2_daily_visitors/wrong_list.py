# verdict: and `visitors` returned 3
def count_visit(r, day, customer):
    first = r.lpos(f"visitors:{day}", customer) is None
    r.rpush(f"visitors:{day}", customer)
    r.expire(f"visitors:{day}", 2_592_000)
    return first


def visitors(r, day):
    return r.llen(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

# verdict: returned 1 for the first visit
def count_visit(r, day, customer):
    key = f"visitors:{day}"
    with r.pipeline() as pipe:
        new, _ = pipe.sadd(key, customer).expire(key, 30 * 24 * 3600).execute()
    return new


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

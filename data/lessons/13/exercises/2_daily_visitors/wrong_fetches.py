# verdict: with `SINTER`
def count_visit(r, day, customer):
    key = f"visitors:{day}"
    with r.pipeline() as pipe:
        new, _ = pipe.sadd(key, customer).expire(key, 30 * 24 * 3600).execute()
    return new == 1


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return len(r.sinter([f"visitors:{day}" for day in days]))

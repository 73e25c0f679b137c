# verdict: bytes for 500 visitors
def count_visit(r, day, customer):
    key = f"visitors:{day}"
    with r.pipeline() as pipe:
        new, _ = pipe.sadd(key, f"customer:{customer}").expire(key, 30 * 24 * 3600).execute()
    return new == 1


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

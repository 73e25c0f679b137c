# verdict: what does another process know of it
seen = set()


def count_visit(r, day, customer):
    key = f"visitors:{day}"
    r.pipeline().sadd(key, customer).expire(key, 2_592_000).execute()
    first = (day, customer) not in seen
    seen.add((day, customer))
    return first


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.sintercard(len(days), [f"visitors:{day}" for day in days])

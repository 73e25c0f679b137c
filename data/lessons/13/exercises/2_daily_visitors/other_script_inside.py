def count_visit(r, day, customer):
    key = f"visitors:{day}"
    with r.pipeline() as pipe:
        new, _ = pipe.sadd(key, customer).expire(key, 2_592_000).execute()
    return new == 1


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    keys = [f"visitors:{day}" for day in days]
    return r.eval("return #redis.call('SINTER', unpack(KEYS))", len(keys), *keys)

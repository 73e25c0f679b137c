# verdict: what deletes it if one crashes
def count_visit(r, day, customer):
    key = f"visitors:{day}"
    with r.pipeline() as pipe:
        before, _ = pipe.setbit(key, customer, 1).expire(key, 2_592_000).execute()
    return before == 0


def visitors(r, day):
    return r.bitcount(f"visitors:{day}")


def regulars(r, days):
    r.bitop("AND", "regulars", *(f"visitors:{day}" for day in days))
    number = r.bitcount("regulars")
    r.delete("regulars")
    return number

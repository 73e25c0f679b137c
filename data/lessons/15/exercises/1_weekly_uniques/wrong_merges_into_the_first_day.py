# verdict: Into which key does your function merge
def visit(r, day, visitor):
    r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    if not days:
        return 0
    keys = [f"visitors:{day}" for day in days]
    r.pfmerge(keys[0], *keys)
    return r.pfcount(keys[0])

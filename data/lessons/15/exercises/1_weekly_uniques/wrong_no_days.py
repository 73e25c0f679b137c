# verdict: How many keys does your command get
def visit(r, day, visitor):
    r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    return r.pfcount(*(f"visitors:{day}" for day in days))

# verdict: Which visitors of these days does your count include
def visit(r, day, visitor):
    r.pfadd(f"visitors:{day}", visitor.lower())


def uniques(r, days):
    return r.pfcount(*(f"visitors:{day}" for day in days)) if days else 0

# verdict: Which visitors of these days does your count include
def visit(r, day, visitor):
    if visitor:
        r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    return r.pfcount(*(f"visitors:{d}" for d in days)) if days else 0

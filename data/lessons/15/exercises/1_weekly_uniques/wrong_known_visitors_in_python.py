# verdict: Which visitors of these days does your count include
known = set()


def visit(r, day, visitor):
    if (day, visitor) not in known:
        known.add((day, visitor))
        r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    return r.pfcount(*(f"visitors:{d}" for d in days)) if days else 0

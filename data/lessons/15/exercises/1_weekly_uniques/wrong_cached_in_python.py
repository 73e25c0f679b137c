# verdict: Another process added Eve
SEEN = {}


def visit(r, day, visitor):
    r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    known = tuple(days)
    if known not in SEEN:
        SEEN[known] = r.pfcount(*(f"visitors:{day}" for day in days)) if days else 0
    return SEEN[known]

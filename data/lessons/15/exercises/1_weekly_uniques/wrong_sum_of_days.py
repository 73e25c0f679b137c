# verdict: Which command counts a person once
def visit(r, day, visitor):
    r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    return sum(r.pfcount(f"visitors:{day}") for day in days)

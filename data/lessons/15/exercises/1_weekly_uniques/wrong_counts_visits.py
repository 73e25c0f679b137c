# verdict: but not a HyperLogLog
def visit(r, day, visitor):
    r.incr(f"visitors:{day}")


def uniques(r, days):
    return sum(int(r.get(f"visitors:{day}") or 0) for day in days)

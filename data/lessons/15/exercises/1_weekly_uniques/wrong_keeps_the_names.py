# verdict: `visitors:mon` is a set
def visit(r, day, visitor):
    r.sadd(f"visitors:{day}", visitor)


def uniques(r, days):
    return len(r.sunion([f"visitors:{day}" for day in days])) if days else 0

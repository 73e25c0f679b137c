# verdict: took 3 round trips
def visit(r, day, visitor):
    r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    if not days:
        return 0
    r.pfmerge("union", *(f"visitors:{day}" for day in days))
    count = r.pfcount("union")
    r.delete("union")
    return count

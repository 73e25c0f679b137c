# verdict: have to store a union
def visit(r, day, visitor):
    r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    if not days:
        return 0
    r.pfmerge("visitors:union", *(f"visitors:{day}" for day in days))
    return r.pfcount("visitors:union")

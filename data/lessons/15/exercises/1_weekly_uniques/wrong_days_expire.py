# verdict: expire
def visit(r, day, visitor):
    with r.pipeline() as pipe:
        pipe.pfadd(f"visitors:{day}", visitor)
        pipe.expire(f"visitors:{day}", 3600)
        pipe.execute()


def uniques(r, days):
    return r.pfcount(*(f"visitors:{day}" for day in days)) if days else 0

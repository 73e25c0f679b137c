import secrets


def visit(r, day, visitor):
    r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    if not days:
        return 0
    union = f"union:{secrets.token_hex(8)}"
    with r.pipeline() as pipe:
        pipe.pfmerge(union, *(f"visitors:{day}" for day in days))
        pipe.pfcount(union)
        pipe.delete(union)
        return pipe.execute()[1]

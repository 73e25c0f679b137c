def visit(r, day, visitor):
    """Add a visitor to the HyperLogLog `visitors:<day>`."""
    r.pfadd(f"visitors:{day}", visitor)


def uniques(r, days):
    """Estimate how many different people visited on a list of days, in one round trip."""
    if not days:
        return 0
    return r.pfcount(*(f"visitors:{day}" for day in days))

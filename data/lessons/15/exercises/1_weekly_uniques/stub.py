def visit(r, day, visitor):
    """Add a visitor to the HyperLogLog `visitors:<day>`."""
    ...


def uniques(r, days):
    """Estimate how many different people visited on a list of days, in one round trip."""
    ...

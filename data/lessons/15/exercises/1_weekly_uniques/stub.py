def visit(r, day, visitor):
    """Count a visitor of a day in the HyperLogLog `visitors:<day>`."""
    ...


def uniques(r, days):
    """Estimate how many different visitors came on a list of days, in one round trip.

    No key is made or changed. An empty list counts 0.
    """
    ...

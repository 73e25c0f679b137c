def award(r, player, points, now):
    """Add points to the board of this week and return the new points."""
    ...


def standings(r, now, count):
    """The names of the first `count` of this week, highest first."""
    ...

WEEK, MONDAY = 604_800, 345_600  # seconds; 1970 began on a Thursday


def week_of(now):
    return (int(now) - MONDAY) // WEEK


def award(r, player, points, now):
    """Add points to the board of this week and return the new points."""
    week = week_of(now)
    key = f"week:{week}"
    with r.pipeline() as pipe:  # a transaction: no board without its expiry
        pipe.zincrby(key, points, player)
        pipe.expireat(key, MONDAY + (week + 2) * WEEK)
        return int(pipe.execute()[0])


def standings(r, now, count):
    """The names of the first `count` of this week, highest first."""
    return r.zrange(f"week:{week_of(now)}", 0, count - 1, desc=True)

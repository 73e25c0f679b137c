# verdict: that of `now` or that of the clock
import time

WEEK, MONDAY = 604_800, 345_600  # seconds; 1970 began on a Thursday


def week_of(now):
    return (int(now) - MONDAY) // WEEK


def award(r, player, points, now):
    week = week_of(now)
    key = f"week:{week}"
    with r.pipeline() as pipe:  # a transaction: no board without its expiry
        pipe.zincrby(key, points, player)
        pipe.expireat(key, MONDAY + (week_of(time.time()) + 2) * WEEK)
        return int(pipe.execute()[0])


def standings(r, now, count):
    return r.zrange(f"week:{week_of(now)}", 0, count - 1, desc=True) if count > 0 else []

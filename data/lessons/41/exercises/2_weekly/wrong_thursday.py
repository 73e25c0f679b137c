# verdict: first second of Monday
def award(r, player, points, now):
    week = int(now) // 604_800
    with r.pipeline() as pipe:
        pipe.zincrby(f"week:{week}", points, player)
        pipe.expireat(f"week:{week}", (week + 2) * 604_800)
        return int(pipe.execute()[0])


def standings(r, now, count):
    week = int(now) // 604_800
    return r.zrange(f"week:{week}", 0, count - 1, desc=True)

# verdict: writes this key without its expiry
def award(r, player, points, now):
    week = (int(now) - 345_600) // 604_800
    total = r.zincrby(f"week:{week}", points, player)
    r.expireat(f"week:{week}", 345_600 + (week + 2) * 604_800)
    return int(total)


def standings(r, now, count):
    week = (int(now) - 345_600) // 604_800
    return r.zrange(f"week:{week}", 0, count - 1, desc=True)

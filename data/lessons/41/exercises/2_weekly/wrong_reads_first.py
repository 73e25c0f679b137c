# verdict: between your read and your write
def award(r, player, points, now):
    week = (int(now) - 345_600) // 604_800
    key = f"week:{week}"
    total = int(r.zscore(key, player) or 0) + points
    with r.pipeline() as pipe:
        pipe.zadd(key, {player: total})
        pipe.expireat(key, 345_600 + (week + 2) * 604_800)
        pipe.execute()
    return total


def standings(r, now, count):
    week = (int(now) - 345_600) // 604_800
    return r.zrange(f"week:{week}", 0, count - 1, desc=True)

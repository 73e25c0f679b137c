# verdict: From which end of the board do you read
def award(r, player, points, now):
    week = (int(now) - 345_600) // 604_800
    with r.pipeline() as pipe:
        pipe.zincrby(f"week:{week}", points, player)
        pipe.expireat(f"week:{week}", 345_600 + (week + 2) * 604_800)
        return int(pipe.execute()[0])


def standings(r, now, count):
    week = (int(now) - 345_600) // 604_800
    return r.zrange(f"week:{week}", 0, count - 1)

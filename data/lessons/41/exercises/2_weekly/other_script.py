SCRIPT = """
local points = redis.call('ZINCRBY', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIREAT', KEYS[1], ARGV[3])
return points
"""


def award(r, player, points, now):
    week = (int(now) - 345_600) // 604_800
    return int(float(r.eval(SCRIPT, 1, f"week:{week}", points, player, 345_600 + (week + 2) * 604_800)))


def standings(r, now, count):
    week = (int(now) - 345_600) // 604_800
    return r.zrevrange(f"week:{week}", 0, -1)[:count]

DO = """
redis.call('LPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], 0, 99)
redis.call('DEL', KEYS[2])
"""
MOVE = """
local change = redis.call('LPOP', KEYS[1])
if change then redis.call('LPUSH', KEYS[2], change) end
return change
"""


def do(r, cart, change):
    r.eval(DO, 2, f"undo:{cart}", f"redo:{cart}", change)


def undo(r, cart):
    return r.eval(MOVE, 2, f"undo:{cart}", f"redo:{cart}")


def redo(r, cart):
    return r.eval(MOVE, 2, f"redo:{cart}", f"undo:{cart}")

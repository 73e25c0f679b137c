MOVE = """
local change = redis.call('LPOP', KEYS[1])
if change then redis.call('LPUSH', KEYS[2], change) end
return change
"""


def do(r, cart, change):
    r.lpush(f"undo:{cart}", change)
    r.ltrim(f"undo:{cart}", 0, 99)
    r.delete(f"redo:{cart}")


def undo(r, cart):
    return r.eval(MOVE, 2, f"undo:{cart}", f"redo:{cart}")


def redo(r, cart):
    return r.eval(MOVE, 2, f"redo:{cart}", f"undo:{cart}")

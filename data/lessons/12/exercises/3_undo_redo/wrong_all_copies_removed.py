# verdict: Two changes can be equal
UNDO = """
local change = redis.call('LINDEX', KEYS[1], 0)
if change then
  redis.call('LREM', KEYS[1], 0, change)
  redis.call('LPUSH', KEYS[2], change)
end
return change
"""


def do(r, cart, change):
    with r.pipeline() as pipe:
        pipe.lpush(f"undo:{cart}", change)
        pipe.ltrim(f"undo:{cart}", 0, 99)
        pipe.delete(f"redo:{cart}")
        pipe.execute()


def undo(r, cart):
    return r.eval(UNDO, 2, f"undo:{cart}", f"redo:{cart}")


def redo(r, cart):
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

# verdict: one call of `undo` took 2 round trips
def do(r, cart, change):
    with r.pipeline() as pipe:
        pipe.lpush(f"undo:{cart}", change)
        pipe.ltrim(f"undo:{cart}", 0, 99)
        pipe.delete(f"redo:{cart}")
        pipe.execute()


def undo(r, cart):
    change = r.lpop(f"undo:{cart}")
    if change:
        r.lpush(f"redo:{cart}", change)
    return change


def redo(r, cart):
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

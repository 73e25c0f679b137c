# verdict: Two changes can be equal
def do(r, cart, change):
    if r.lindex(f"redo:{cart}", 0) == change:
        r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")
        return
    with r.pipeline() as p:
        p.lpush(f"undo:{cart}", change)
        p.ltrim(f"undo:{cart}", 0, 99)
        p.delete(f"redo:{cart}")
        p.execute()


def undo(r, cart):
    return r.lmove(f"undo:{cart}", f"redo:{cart}", "LEFT", "LEFT")


def redo(r, cart):
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

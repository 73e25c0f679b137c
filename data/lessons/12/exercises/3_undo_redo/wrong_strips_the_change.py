# verdict: Two changes can be equal
def do(r, cart, change):
    with r.pipeline() as p:
        p.lpush(f"undo:{cart}", change.strip())
        p.ltrim(f"undo:{cart}", 0, 99)
        p.delete(f"redo:{cart}")
        p.execute()


def undo(r, cart):
    return r.lmove(f"undo:{cart}", f"redo:{cart}", "LEFT", "LEFT")


def redo(r, cart):
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

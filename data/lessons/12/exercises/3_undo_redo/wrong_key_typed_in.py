# verdict: Two changes can be equal
def do(r, cart, change):
    with r.pipeline() as pipe:
        pipe.lpush(f"undo:{cart}", change)
        pipe.ltrim(f"undo:{cart}", 0, 99)
        pipe.delete(f"redo:{cart}")
        pipe.execute()


def undo(r, cart):
    return r.lmove("undo:7", "redo:7", "LEFT", "LEFT")


def redo(r, cart):
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

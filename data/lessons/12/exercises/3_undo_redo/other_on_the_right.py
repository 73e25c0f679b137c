def do(r, cart, change):
    with r.pipeline() as pipe:
        pipe.delete(f"redo:{cart}")
        pipe.rpush(f"undo:{cart}", change)
        pipe.ltrim(f"undo:{cart}", -100, -1)
        pipe.execute()


def undo(r, cart):
    return r.lmove(f"undo:{cart}", f"redo:{cart}", "RIGHT", "LEFT")


def redo(r, cart):
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "RIGHT")

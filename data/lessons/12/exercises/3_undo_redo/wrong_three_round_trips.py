# verdict: What can another process do between two commands of `do`
def do(r, cart, change):
    r.lpush(f"undo:{cart}", change)
    r.ltrim(f"undo:{cart}", 0, 99)
    r.delete(f"redo:{cart}")


def undo(r, cart):
    return r.lmove(f"undo:{cart}", f"redo:{cart}", "LEFT", "LEFT")


def redo(r, cart):
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

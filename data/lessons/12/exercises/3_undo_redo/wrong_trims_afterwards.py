# verdict: What can another process do between two commands of `do`
def do(r, cart, change):
    with r.pipeline() as p:
        p.delete(f"redo:{cart}")
        p.lpush(f"undo:{cart}", change)
        p.execute()
    if r.llen(f"undo:{cart}") > 100:
        r.rpop(f"undo:{cart}")


def undo(r, cart):
    return r.lmove(f"undo:{cart}", f"redo:{cart}", "LEFT", "LEFT")


def redo(r, cart):
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

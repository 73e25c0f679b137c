# verdict: what does a second process know of it
undone = {}


def do(r, cart, change):
    with r.pipeline() as pipe:
        pipe.lpush(f"undo:{cart}", change)
        pipe.ltrim(f"undo:{cart}", 0, 99)
        pipe.delete(f"redo:{cart}")
        pipe.execute()


def undo(r, cart):
    change = r.lmove(f"undo:{cart}", f"redo:{cart}", "LEFT", "LEFT")
    undone.setdefault(cart, []).append(change)
    return change


def redo(r, cart):
    if not undone.get(cart):
        return None
    undone[cart].pop()
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

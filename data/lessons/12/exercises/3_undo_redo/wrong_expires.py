# verdict: a key that never expires
def do(r, cart, change):
    with r.pipeline() as pipe:
        pipe.lpush(f"undo:{cart}", change)
        pipe.ltrim(f"undo:{cart}", 0, 99)
        pipe.delete(f"redo:{cart}")
        pipe.expire(f"undo:{cart}", 86_400)
        pipe.execute()


def undo(r, cart):
    return r.lmove(f"undo:{cart}", f"redo:{cart}", "LEFT", "LEFT")


def redo(r, cart):
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

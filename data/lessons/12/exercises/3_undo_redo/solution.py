def do(r, cart, change):
    """Note a change in `undo:<cart>`, which keeps 100; nothing is left to redo."""
    with r.pipeline() as pipe:
        pipe.lpush(f"undo:{cart}", change)
        pipe.ltrim(f"undo:{cart}", 0, 99)
        pipe.delete(f"redo:{cart}")
        pipe.execute()


def undo(r, cart):
    """Return the latest change or None; move it to `redo:<cart>`, in one round trip."""
    return r.lmove(f"undo:{cart}", f"redo:{cart}", "LEFT", "LEFT")


def redo(r, cart):
    """Return the change undone last, or None, and move it back, in one round trip."""
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

def do(r, cart, change):
    """Add a change to `undo:<cart>`, which keeps the latest 100, and clear `redo`."""
    with r.pipeline() as pipe:
        pipe.lpush(f"undo:{cart}", change)
        pipe.ltrim(f"undo:{cart}", 0, 99)
        pipe.delete(f"redo:{cart}")
        pipe.execute()


def undo(r, cart):
    """Move the latest change to `redo:<cart>` and return it, or return None."""
    return r.lmove(f"undo:{cart}", f"redo:{cart}", "LEFT", "LEFT")


def redo(r, cart):
    """Move the change that was undone last back and return it, or return None."""
    return r.lmove(f"redo:{cart}", f"undo:{cart}", "LEFT", "LEFT")

def do(r, cart, change):
    """Add a change to `undo:<cart>`, which keeps the latest 100, and clear `redo`."""
    ...


def undo(r, cart):
    """Move the latest change to `redo:<cart>` and return it, or return None."""
    ...


def redo(r, cart):
    """Move the change that was undone last back and return it, or return None."""
    ...

def do(r, cart, change):
    """Note a change in `undo:<cart>`, which keeps 100; nothing is left to redo."""
    ...


def undo(r, cart):
    """Return the latest change or None; move it to `redo:<cart>`, in one round trip."""
    ...


def redo(r, cart):
    """Return the change undone last, or None, and move it back, in one round trip."""
    ...

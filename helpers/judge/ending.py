"""What ends a call from outside, in a module of its own that costs nothing to import."""


class Ends(Exception):
    """Raised by what an answer calls back or meets at the gate, it ends the call: the answer never sees
    it."""

def read_flags(r, names):
    """Read the flags `flag:<name>`, "1" or "0", in one round trip; return a dict of name to True or False.

    A flag that was never set is False.
    """
    ...

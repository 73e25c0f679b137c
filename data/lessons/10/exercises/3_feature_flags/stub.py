def read_flags(r, names):
    """Read the keys `flag:<name>` in one round trip; return a dict, name to True or False.

    A flag that was never set is False.
    """
    ...

def read_flags(r, names):
    """Read the keys `flag:<name>` in one round trip; return a dict, name to True or False.

    A flag that was never set is False.
    """
    values = r.mget([f"flag:{name}" for name in names])
    return {name: value == "1" for name, value in zip(names, values, strict=True)}

def read_flags(r, names):
    """Return a dict that maps each name to True or False: the keys `flag:<name>`."""
    values = r.mget([f"flag:{name}" for name in names])
    return {name: value == "1" for name, value in zip(names, values, strict=True)}

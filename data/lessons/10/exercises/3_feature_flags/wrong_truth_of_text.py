# verdict: holds "0", and the dict has True
def read_flags(r, names):
    values = r.mget([f"flag:{name}" for name in names])
    return {name: bool(value) for name, value in zip(names, values, strict=True)}
